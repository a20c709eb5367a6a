import { z } from 'zod';
import { AppError } from '../../kernel/errors';
import { idSchema } from '../../kernel/id';
import { defineMutation } from '../../kernel/mutation';
import { endAllowance } from './reserve-stock';
import { stockAllowance } from './stock-allowance';

/** Gives back what is left of an allowance, from its own desk or from another: what the desk sold before it heard so still counts. Twice is once. */
export const returnAllowance = defineMutation({
  name: 'stockAllowance.return',
  version: 1,
  kind: 'request',
  capability: 'stock.stockAllowance.return',
  args: z.object({ stockAllowanceId: idSchema }),
  async run(tx, { stockAllowanceId: id }, { at }) {
    if (!(await tx.get(stockAllowance, id))) throw new AppError('notFound', `allowance ${id}`, { reason: 'gone' });
    await endAllowance(tx, id, at);
  },
});
