import { z } from 'zod';
import { idSchema } from '../../kernel/id';
import { defineMutation } from '../../kernel/mutation';
import { orderOf } from './change-items';
import { orderComment } from './order-comment';

/** A remark among the staff. Only added, so two desks' remarks never collide. */
export const commentOrder = defineMutation({
  name: 'order.comment',
  version: 1,
  kind: 'fact',
  capability: 'sales.order.comment',
  args: z.object({ orderId: idSchema, text: orderComment.fields.text.schema }),
  async run(tx, { orderId, text }, { uid, at, actor }) {
    const { storeId } = await orderOf(tx, orderId);
    await tx.put(orderComment, { id: uid, orderId, storeId, at, actorId: actor, text });
  },
});
