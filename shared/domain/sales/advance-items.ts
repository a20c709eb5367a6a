import { z } from 'zod';
import { AppError } from '../../kernel/errors';
import { idSchema } from '../../kernel/id';
import { defineMutation, type Mutation, type MutationKind } from '../../kernel/mutation';
import { moveItems, orderOf, refreshOrder, type Part } from './change-items';
import { deliverMisfits, noteMisfits } from './note-misfits';
import type { ItemEvent } from './order-process';
import { partSchema } from './ship-items';

type AdvanceItems = { orderId: string; items: Part[] };

/** A verb that moves lines of an order on by one event. A request is refused when no line offers the event any more. */
function advance(event: ItemEvent, kind: MutationKind): Mutation<AdvanceItems> {
  return defineMutation({
    name: `order.${event}`,
    version: 1,
    kind,
    capability: `sales.order.${event}`,
    args: z.object({ orderId: idSchema, items: z.array(partSchema).min(1).max(500) }),
    async run(tx, { orderId, items }, context) {
      const { storeId } = await orderOf(tx, orderId);
      if (event === 'deliver') {
        await noteMisfits(tx, await deliverMisfits(tx, items), { orderId, storeId, warehouseId: null }, context);
      }
      const moved = await moveItems(tx, { event, parts: items }, context);
      if (moved.length === 0 && kind === 'request') {
        throw new AppError('refused', `no item can ${event}`, { reason: 'order.eventNotOffered' });
      }
      await refreshOrder(tx, orderId);
    },
  });
}

export const confirmItems = advance('confirm', 'request');
export const deliverItems = advance('deliver', 'fact');
export const closeItems = advance('close', 'request');
export const cancelItems = advance('cancel', 'request');
