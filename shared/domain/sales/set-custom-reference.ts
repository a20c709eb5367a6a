import { z } from 'zod';
import { idSchema } from '../../kernel/id';
import { defineMutation } from '../../kernel/mutation';
import { orderOf } from './change-items';
import { order } from './order';
import { orderEvent } from './order-event';

/** The customer's or the shop's own reference; empty removes it. The later change stands. */
export const setCustomReference = defineMutation({
  name: 'order.setCustomReference',
  version: 1,
  kind: 'request',
  capability: 'sales.order.setCustomReference',
  args: z.object({ orderId: idSchema, customReference: order.fields.customReference.schema }),
  async run(tx, { orderId, customReference }, { uid, at, actor }) {
    const { storeId } = await orderOf(tx, orderId);
    await tx.patch(order, orderId, { customReference });
    const step = {
      id: uid,
      orderId,
      storeId,
      at,
      actorId: actor,
      itemId: null,
      quantity: null,
      fromState: null,
      toState: null,
    };
    await tx.put(orderEvent, { ...step, event: 'reference' });
  },
});
