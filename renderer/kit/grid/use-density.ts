import { useSyncExternalStore } from 'react';

/** How close rows stand. */
export type Density = 'comfortable' | 'compact';

/** Row height in pixels, equal to `--row-height` in the theme. */
export const ROW_HEIGHT: Readonly<Record<Density, number>> = { comfortable: 36, compact: 28 };

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-density'] });
  return () => observer.disconnect();
}

const read = (): Density => (document.documentElement.dataset.density === 'compact' ? 'compact' : 'comfortable');

/** The density chosen for the whole window: `data-density` on the document's root element. */
export function useDensity(): Density {
  return useSyncExternalStore(subscribe, read, () => 'comfortable');
}
