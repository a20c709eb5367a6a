import { z } from 'zod';
import { defineMutation } from '../../kernel/mutation';
import { idSchema } from '../../kernel/id';
import { moveStock } from './move-stock';
import { stockMovement, stockReasons } from './stock-movement';

/** More than this in one movement is a slip of the finger, not a delivery: a million units. */
const DELTA_LIMIT = 1_000_000_000;

/** Something was received, broken, lost, found or counted: a delta, never a new level, so that two desks' changes add up. */
export const adjustStock = defineMutation({
  name: 'stockLevel.adjust',
  version: 1,
  kind: 'fact',
  capability: 'stock.stockLevel.adjust',
  args: z.object({
    warehouseId: idSchema,
    variantId: idSchema,
    delta: z
      .int()
      .min(-DELTA_LIMIT)
      .max(DELTA_LIMIT)
      .refine((delta) => delta !== 0, 'must not be zero'),
    reason: z.enum(stockReasons),
    note: stockMovement.fields.note.schema,
  }),
  run: (tx, args, { uid, actor, at }) => moveStock(tx, { ...args, id: uid, at, actorId: actor, orderId: null }),
});
