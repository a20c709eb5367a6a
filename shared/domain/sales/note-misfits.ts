import type { MutationContext, Tx } from '../../kernel/mutation';
import { openTask } from '../administration/open-task';
import type { TaskKind } from '../administration/task';
import type { OrderItem, Part } from './change-items';
import { orderItem } from './order-item';
import { nextState } from './order-process';

/** A part of a fact that the order as it stands has no room for. */
export interface Misfit {
  readonly kind: TaskKind;
  readonly part: Part;
  /** Null where the line is unknown. */
  readonly item: OrderItem | null;
  /** Thousandths: how much of it does not fit. */
  readonly quantity: number;
}

function shipKind(part: Part, item: OrderItem | null, shipmentId: string): TaskKind | null {
  if (!item) return 'shippedUnknown';
  // The same parcel, reported again.
  if (item.shipmentId === shipmentId) return null;
  if (item.state === 'cancelled') return 'shippedCancelled';
  if (nextState(item.state, 'ship') === null) return 'shippedTwice';
  return part.quantity > item.quantity ? 'shippedMore' : null;
}

/** What of a parcel does not fit the lines as they stand. To be asked before they are moved on. */
export async function shipMisfits(tx: Tx, parts: readonly Part[], shipmentId: string): Promise<Misfit[]> {
  const misfits: Misfit[] = [];
  for (const part of parts) {
    const item = await tx.get(orderItem, part.itemId);
    const kind = shipKind(part, item, shipmentId);
    const fits = kind === 'shippedMore' ? (item?.quantity ?? 0) : 0;
    if (kind) misfits.push({ kind, part, item, quantity: part.quantity - fits });
  }
  return misfits;
}

/** Lines that have arrived although they never left. To be asked before they are moved on. */
export async function deliverMisfits(tx: Tx, parts: readonly Part[]): Promise<Misfit[]> {
  const misfits: Misfit[] = [];
  for (const part of parts) {
    const item = await tx.get(orderItem, part.itemId);
    const hasLeft = item?.state === 'shipped' || item?.state === 'delivered' || item?.state === 'closed';
    if (!hasLeft) misfits.push({ kind: 'deliveredNotShipped', part, item, quantity: part.quantity });
  }
  return misfits;
}

/** Opens a task for each. */
export async function noteMisfits(
  tx: Tx,
  misfits: readonly Misfit[],
  about: { orderId: string; storeId: string; warehouseId: string | null },
  context: MutationContext,
): Promise<void> {
  for (const [index, { kind, part, item, quantity }] of misfits.entries()) {
    const line = { itemId: part.itemId, variantId: item?.variantId ?? null, quantity };
    await openTask(tx, { id: `${context.uid}.${index}`, kind, ...about, ...line }, context);
  }
}
