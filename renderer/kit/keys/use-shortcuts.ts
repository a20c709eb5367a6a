import { useContext, useEffect, useRef } from 'react';
import type { Shortcut } from './shortcut';
import { ShortcutContext } from './shortcut-registry';

/**
 * Offers shortcuts while the screen is open. Keys without Ctrl do nothing while one types in a field, nor while a scanner types;
 * the overlay (`?`) lists those with a title.
 */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const registry = useContext(ShortcutContext);
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => registry.add(() => latest.current), [registry]);
}
