/** Keys that do something on the screen that is open. */
export interface Shortcut {
  /** Pressed one after the other; `mod` is Ctrl, or Command on a Mac: `['mod+s']`, `['n']`, `['g', 'o']`. */
  readonly keys: readonly string[];
  /** Key of what it does in the locales, for the overlay; without it the overlay does not tell. */
  readonly title?: string;
  readonly run: () => void;
}

/** The parts of a keyboard event that matter here. */
export interface PressedKey {
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
}

/** A key as shortcuts write it: `n`, `mod+s`, `Escape`; null for keys that cannot be a shortcut's. */
export function keyName({ key, ctrl, alt }: PressedKey): string | null {
  if (alt || ['Control', 'Shift', 'Alt', 'Meta', 'AltGraph'].includes(key)) return null;
  const name = key.length === 1 ? key.toLowerCase() : key;
  return ctrl ? `mod+${name}` : name;
}

const startsWith = (keys: readonly string[], pressed: readonly string[]) =>
  pressed.every((name, at) => keys[at] === name);

/**
 * What keys pressed so far lead to: a shortcut; `'more'` when they are the beginning of one; null when they are nothing.
 * Of two with the same keys the one registered last wins: it belongs to what is on top.
 */
export function matchShortcut(shortcuts: readonly Shortcut[], pressed: readonly string[]): Shortcut | 'more' | null {
  const begun = shortcuts.filter(({ keys }) => startsWith(keys, pressed));
  const whole = begun.filter(({ keys }) => keys.length === pressed.length).at(-1);
  return whole ?? (begun.length > 0 ? 'more' : null);
}
