import { pairId } from '../../kernel/id';
import type { RecordOf } from '../../kernel/entity';
import type { Tx } from '../../kernel/mutation';
import { stockLevel } from './stock-level';
import { stockMovement } from './stock-movement';

/** Adds a movement and carries it into the level, so that the level stays the sum of its movements. The same movement id counts once. */
export async function moveStock(tx: Tx, movement: RecordOf<typeof stockMovement>): Promise<void> {
  if (await tx.get(stockMovement, movement.id)) return;
  const { warehouseId, variantId, delta } = movement;
  const id = pairId(warehouseId, variantId);
  const level = await tx.get(stockLevel, id);
  await tx.put(stockMovement, movement);
  await tx.put(stockLevel, { id, warehouseId, variantId, quantity: (level?.quantity ?? 0) + delta });
}
