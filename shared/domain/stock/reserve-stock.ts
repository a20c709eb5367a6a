import { AppError } from '../../kernel/errors';
import { pairId } from '../../kernel/id';
import type { MutationContext, Tx } from '../../kernel/mutation';
import { openTask } from '../administration/open-task';
import { reservedStock } from './reserved-stock';
import { stockAllowance } from './stock-allowance';
import { stockLevel } from './stock-level';

/** So much of a variant at a warehouse. Thousandths. */
export interface Share {
  readonly warehouseId: string;
  readonly variantId: string;
  readonly quantity: number;
}

/** What would be free after `share` was reserved. The level is read first: at the centre that lets one at a time through. */
async function freeAfter(tx: Tx, { warehouseId, variantId, quantity }: Share): Promise<number> {
  const id = pairId(warehouseId, variantId);
  const level = await tx.get(stockLevel, id);
  const reserved = await tx.get(reservedStock, id);
  return (level?.quantity ?? 0) - (reserved?.quantity ?? 0) - quantity;
}

async function changeReserved(tx: Tx, { warehouseId, variantId }: Share, by: number): Promise<void> {
  const id = pairId(warehouseId, variantId);
  const before = await tx.get(reservedStock, id);
  // A desk whose people may not see what is reserved has none of it to give back.
  if (!before && by < 0) return;
  await tx.put(reservedStock, { id, warehouseId, variantId, quantity: Math.max(0, (before?.quantity ?? 0) + by) });
}

/**
 * Speaks for a share that is free; `refused` (`stock.notFree`, with what is `free`) when it is not, so that no request ever promises more
 * than there is. `forbidden` where the person has no right at the warehouse.
 */
export async function reserve(tx: Tx, share: Share): Promise<void> {
  const free = (await freeAfter(tx, share)) + share.quantity;
  if (free < share.quantity)
    throw new AppError('refused', 'not enough is free', { reason: 'stock.notFree', free: Math.max(0, free) / 1000 });
  const level = await tx.get(stockLevel, pairId(share.warehouseId, share.variantId));
  // Writes nothing, but is asked whether he may at this place: rows of reserved stock lie in no place of their own.
  if (level) await tx.put(stockLevel, level);
  await changeReserved(tx, share, share.quantity);
}

/** The share is free again: shipped, cancelled, given back. */
export const release = (tx: Tx, share: Share): Promise<void> => changeReserved(tx, share, -share.quantity);

function spent(reason: string, details: Record<string, number> = {}): AppError {
  return new AppError('refused', 'not inside the allowance', { reason: `stock.${reason}`, ...details });
}

/**
 * Takes a share out of a desk's allowance. It is reserved already, so nothing can be short: within quantity and time it is never refused,
 * however late it arrives. When the rest was given back meanwhile and has gone to others, it becomes a task for a person.
 */
export async function useAllowance(
  tx: Tx,
  { id, ...share }: Share & { readonly id: string },
  { uid, actor, at, desk }: MutationContext,
): Promise<void> {
  const lease = await tx.get(stockAllowance, id);
  const isOurs = lease?.warehouseId === share.warehouseId && lease.variantId === share.variantId;
  if (!lease || !isOurs || (desk !== undefined && lease.deskId !== desk)) throw spent('otherAllowance');
  if (at > lease.until) throw spent('allowanceOver', { until: lease.until });
  const left = lease.quantity - lease.used;
  if (share.quantity > left) throw spent('allowanceSpent', { left: left / 1000 });
  await tx.patch(stockAllowance, id, { used: lease.used + share.quantity });
  if (lease.state === 'live') return;
  const free = await freeAfter(tx, share);
  await changeReserved(tx, share, share.quantity);
  const { warehouseId, variantId } = share;
  if (free < 0) {
    const about = { warehouseId, variantId, quantity: free };
    await openTask(tx, { id: `${uid}.${variantId}`, kind: 'stockPromisedTwice', ...about }, { actor, at });
  }
}

/** What is left of a live allowance is free again. Ended already: nothing. */
export async function endAllowance(tx: Tx, id: string, at: number): Promise<void> {
  const lease = await tx.get(stockAllowance, id);
  if (lease?.state !== 'live') return;
  const { warehouseId, variantId } = lease;
  await tx.patch(stockAllowance, id, { state: 'ended', endedAt: at });
  await release(tx, { warehouseId, variantId, quantity: lease.quantity - lease.used });
}
