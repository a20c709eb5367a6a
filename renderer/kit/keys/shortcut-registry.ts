import { createContext } from 'react';
import type { Shortcut } from './shortcut';

/** The shortcuts of everything that is on the screen now. */
export interface ShortcutRegistry {
  /** Returns the function that takes them away again. */
  add(read: () => readonly Shortcut[]): () => void;
  /** In the order in which they came. */
  list(): readonly Shortcut[];
}

export function createShortcutRegistry(): ShortcutRegistry {
  const sources = new Set<() => readonly Shortcut[]>();
  return {
    add: (read) => {
      sources.add(read);
      return () => void sources.delete(read);
    },
    list: () => [...sources].flatMap((read) => read()),
  };
}

/** The app provides one and listens to the keyboard. */
export const ShortcutContext = createContext<ShortcutRegistry>(createShortcutRegistry());
