import type { RecordOf } from '../../kernel/entity';
import { AppError } from '../../kernel/errors';
import type { MutationContext, Tx } from '../../kernel/mutation';
import { release } from '../stock/reserve-stock';
import { order } from './order';
import { orderEvent } from './order-event';
import { orderItem } from './order-item';
import { nextState, summarize, type ItemEvent } from './order-process';
import { lineAmounts, orderTotals } from './order-totals';

export type OrderItem = RecordOf<typeof orderItem>;

/** A line, or a part of it, that an event is to move on. `restId` names the line that what is left over becomes. */
export interface Part {
  itemId: string;
  /** Thousandths. */
  quantity: number;
  restId: string;
}

/** The order, or `notFound`. */
export async function orderOf(tx: Tx, id: string): Promise<RecordOf<typeof order>> {
  const found = await tx.get(order, id);
  if (!found) throw new AppError('notFound', 'order not found', { reason: 'gone' });
  return found;
}

/** Splits off what is not part of the event into a line of its own, in the old state, and returns the line that moves on. */
async function split(tx: Tx, item: OrderItem, part: Part): Promise<OrderItem> {
  if (part.quantity >= item.quantity) return item;
  const rest = { ...item, id: part.restId, quantity: item.quantity - part.quantity };
  await tx.put(orderItem, { ...rest, ...lineAmounts(rest) });
  const moved = { ...item, quantity: part.quantity };
  return { ...moved, ...lineAmounts(moved) };
}

/** What has left the house or will not leave it is kept for nobody any more. */
async function releaseLine(tx: Tx, line: OrderItem): Promise<OrderItem> {
  const { reservedFrom: warehouseId, variantId, quantity, state } = line;
  if (warehouseId === null || variantId === null || state === 'new' || state === 'confirmed') return line;
  await release(tx, { warehouseId, variantId, quantity });
  return { ...line, reservedFrom: null };
}

/** Moves the lines that offer the event on, with a history entry each; lines that do not offer it stay and are left out of the answer. */
export async function moveItems(
  tx: Tx,
  { event, parts, changes = {} }: { event: ItemEvent; parts: readonly Part[]; changes?: Partial<OrderItem> },
  { uid, at, actor }: MutationContext,
): Promise<OrderItem[]> {
  const moved: OrderItem[] = [];
  for (const [index, part] of parts.entries()) {
    const item = await tx.get(orderItem, part.itemId);
    const state = item && nextState(item.state, event);
    if (!item || !state) continue;
    const line = await releaseLine(tx, { ...(await split(tx, item, part)), ...changes, state });
    await tx.put(orderItem, line);
    const { orderId, storeId, id: itemId, quantity } = line;
    const step = { id: `${uid}.${index}`, orderId, storeId, at, actorId: actor, event, itemId, quantity };
    await tx.put(orderEvent, { ...step, fromState: item.state, toState: state });
    moved.push(line);
  }
  return moved;
}

/** Brings an order's state and totals in line with its items. */
export async function refreshOrder(tx: Tx, id: string): Promise<void> {
  const items = await tx.find(orderItem, [{ field: 'orderId', op: 'eq', value: id }]);
  await tx.patch(order, id, { state: summarize(items.map((item) => item.state)), ...orderTotals(items) });
}
