import { z } from 'zod';
import { AppError } from '../../kernel/errors';
import { idSchema } from '../../kernel/id';
import { defineMutation } from '../../kernel/mutation';
import { desk } from '../administration/desk';
import { reserve } from './reserve-stock';
import { stockAllowance } from './stock-allowance';

/** Gives a desk so much of what is free at a warehouse, to sell until then whether it has the line or not. The centre decides. */
export const grantAllowance = defineMutation({
  name: 'stockAllowance.grant',
  version: 1,
  kind: 'request',
  capability: 'stock.stockAllowance.grant',
  args: z.object({
    id: idSchema,
    deskId: idSchema,
    warehouseId: idSchema,
    variantId: idSchema,
    quantity: stockAllowance.fields.quantity.schema.refine((quantity) => quantity > 0, 'must be more than nothing'),
    until: stockAllowance.fields.until.schema,
  }),
  async run(tx, args, { actor: actorId, at }) {
    const { id, deskId, warehouseId, variantId, quantity, until } = args;
    const holder = await tx.get(desk, deskId);
    if (!holder) throw new AppError('notFound', `desk ${deskId}`, { reason: 'gone' });
    if (holder.revokedAt !== null) throw new AppError('refused', 'out of service', { reason: 'stock.deskGone' });
    if (until <= at) throw new AppError('refused', 'over already', { reason: 'stock.allowanceOver', until });
    if (await tx.get(stockAllowance, id)) throw new AppError('conflict', 'exists already', { reason: 'exists' });
    await reserve(tx, { warehouseId, variantId, quantity });
    await tx.put(stockAllowance, { ...args, used: 0, state: 'live', at, actorId, endedAt: null });
  },
});
