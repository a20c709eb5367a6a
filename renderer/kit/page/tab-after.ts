/**
 * The tab that a key leads to; at the ends it goes round.
 * @param at index of the active tab
 * @returns `undefined` when the key does not move between tabs
 */
export function tabAfter(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
