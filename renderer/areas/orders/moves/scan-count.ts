import type { Amounts, OrderItem } from './item-moves';

export interface Counted {
  readonly amounts: Amounts;
  readonly item: OrderItem;
  /** False: the line was full already, nothing was counted. */
  readonly fits: boolean;
}

/**
 * Counts a scanned article into the lines of a parcel, the first line with room first; `quantity` in thousandths.
 * Null when no line holds that article.
 */
export function countScan(
  items: readonly OrderItem[],
  amounts: Amounts,
  { variantId, quantity }: { readonly variantId: string; readonly quantity: number },
): Counted | null {
  const lines = items.filter((item) => item.variantId === variantId);
  const counted = (item: OrderItem) => amounts[item.id] ?? 0;
  const room = lines.find((item) => counted(item) + quantity <= item.quantity);
  const [first] = lines;
  if (!first) return null;
  if (!room) return { amounts, item: first, fits: false };
  return { amounts: { ...amounts, [room.id]: counted(room) + quantity }, item: room, fits: true };
}
