import { pairId } from '../../kernel/id';
import type { RecordOf } from '../../kernel/entity';
import type { Tx } from '../../kernel/mutation';
import { openTask } from '../administration/open-task';
import { task } from '../administration/task';
import { stockLevel } from './stock-level';
import { stockMovement } from './stock-movement';

type Movement = RecordOf<typeof stockMovement>;

/**
 * A level below zero cannot be: something was not booked. That is for a person to find out; one task per level, named as the level.
 * When later movements bring the level back, nothing is left to find out.
 */
async function mindLevel(
  tx: Tx,
  movement: Movement,
  { id, before, after }: Record<'before' | 'after', number> & { id: string },
) {
  const { warehouseId, variantId, actorId: actor, at } = movement;
  if (after < 0 && before >= 0) {
    const about = { warehouseId, variantId, orderId: movement.orderId, quantity: after };
    return openTask(tx, { id, kind: 'stockBelowZero', ...about }, { actor, at });
  }
  if (before >= 0 || after < 0 || (await tx.get(task, id))?.state !== 'open') return;
  await tx.patch(task, id, { state: 'done', finishedBy: actor, finishedAt: at });
}

/** Adds a movement and carries it into the level, so that the level stays the sum of its movements. The same movement id counts once. */
export async function moveStock(tx: Tx, movement: Movement): Promise<void> {
  if (await tx.get(stockMovement, movement.id)) return;
  const { warehouseId, variantId, delta } = movement;
  const id = pairId(warehouseId, variantId);
  const before = (await tx.get(stockLevel, id))?.quantity ?? 0;
  const after = before + delta;
  await tx.put(stockMovement, movement);
  await tx.put(stockLevel, { id, warehouseId, variantId, quantity: after });
  await mindLevel(tx, movement, { id, before, after });
}
