import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The gallery of the kit as a page of its own, for the browser the product ships with. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: { outDir: '../../.cache/gallery', emptyOutDir: true, target: 'chrome114', cssTarget: 'chrome114' },
});
