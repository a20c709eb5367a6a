import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/**
 * The build of the desk's shell and screens; node.vite.config.mjs builds the core and the central API.
 * Targets name the oldest runtime we run on, Electron 25. Everything is bundled: a packaged start reads a few files, not thousands.
 */
export default defineConfig({
  main: {
    publicDir: false,
    build: {
      target: 'node18',
      externalizeDeps: false,
      sourcemap: true,
      outDir: 'out/main',
      // The core stands in the same folder and is built on its own: in a shared build one entry may load, and so start, the other.
      emptyOutDir: false,
      rolldownOptions: { input: { main: 'main/main.ts' }, output: { format: 'cjs', entryFileNames: '[name].js' } },
    },
  },
  preload: {
    publicDir: false,
    build: {
      target: 'node18',
      externalizeDeps: false,
      outDir: 'out/preload',
      rolldownOptions: {
        input: { preload: 'main/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].js' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    base: './',
    publicDir: false,
    plugins: [react()],
    build: {
      target: 'chrome114',
      outDir: 'out/renderer',
      assetsInlineLimit: 0,
      rolldownOptions: { input: 'renderer/index.html' },
    },
  },
});
