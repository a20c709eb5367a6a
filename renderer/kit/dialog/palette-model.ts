/** Something the palette can do or open. */
export interface PaletteItem {
  /** Unique among all groups. */
  readonly id: string;
  readonly label: string;
  /** Set apart at the right, such as a number or where it lies. */
  readonly detail?: string;
  /** Its shortcut, e.g. `['G', 'O']`. */
  readonly keys?: readonly string[];
}

/** Items under a common title. */
export interface PaletteGroup<Item extends PaletteItem = PaletteItem> {
  readonly id: string;
  readonly label: string;
  readonly items: readonly Item[];
}

/** All items in the order they are shown. */
export function allItems<Item extends PaletteItem>(groups: readonly PaletteGroup<Item>[]): readonly Item[] {
  return groups.flatMap((group) => group.items);
}

/**
 * The item that is lit after results changed: the same one while it is still there, otherwise the first.
 * Late results must not move what the person is about to choose.
 */
export function keptItem<Item extends PaletteItem>(
  groups: readonly PaletteGroup<Item>[],
  id: string | undefined,
): Item | undefined {
  const items = allItems(groups);
  return items.find((item) => item.id === id) ?? items[0];
}

/** The item that a key leads to, going round at both ends; `undefined` when the key moves nothing. */
export function itemAfter<Item extends PaletteItem>(
  groups: readonly PaletteGroup<Item>[],
  id: string | undefined,
  key: string,
): Item | undefined {
  const items = allItems(groups);
  const at = items.findIndex((item) => item.id === id);
  switch (key) {
    case 'ArrowDown':
      return items[(at + 1) % items.length];
    case 'ArrowUp':
      return items[at <= 0 ? items.length - 1 : at - 1];
    case 'PageDown':
      return items[Math.min(items.length - 1, at + 8)];
    case 'PageUp':
      return items[Math.max(0, at - 8)];
    default:
      return undefined;
  }
}
