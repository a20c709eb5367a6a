import { z } from 'zod';
import { idSchema } from '../../kernel/id';
import { defineMutation } from '../../kernel/mutation';
import { moveStock } from '../stock/move-stock';
import { moveItems, orderOf, refreshOrder } from './change-items';
import { orderItem } from './order-item';
import { shipment } from './shipment';

/** A line, or part of it; `restId` names what stays behind. */
export const partSchema = z.object({
  itemId: idSchema,
  quantity: orderItem.fields.quantity.schema.refine((q) => q > 0, 'must be more than nothing'),
  restId: idSchema,
});

/** A parcel left the house: the lines in it are shipped, and its warehouse holds that much less. What was shipped already stays as it is. */
export const shipItems = defineMutation({
  name: 'order.ship',
  version: 1,
  kind: 'fact',
  capability: 'sales.order.ship',
  args: z.object({
    orderId: idSchema,
    shipmentId: idSchema,
    warehouseId: idSchema,
    carrier: shipment.fields.carrier.schema,
    trackingNumber: shipment.fields.trackingNumber.schema,
    items: z.array(partSchema).min(1).max(500),
  }),
  async run(tx, args, context) {
    const { orderId, shipmentId, warehouseId, carrier, trackingNumber } = args;
    const { storeId } = await orderOf(tx, orderId);
    const shipped = await moveItems(tx, { event: 'ship', parts: args.items, changes: { shipmentId } }, context);
    if (shipped.length === 0) return;
    const { at, actor: actorId, uid } = context;
    const parcel = { id: shipmentId, orderId, storeId, warehouseId, carrier, trackingNumber };
    await tx.put(shipment, { ...parcel, shippedAt: at, actorId, itemCount: shipped.length });
    for (const [index, { variantId, quantity }] of shipped.entries()) {
      if (!variantId) continue;
      const movement = {
        id: `${uid}.${index}`,
        warehouseId,
        variantId,
        delta: -quantity,
        at,
        actorId,
        orderId,
        note: null,
      };
      await moveStock(tx, { ...movement, reason: 'shipped' });
    }
    await refreshOrder(tx, orderId);
  },
});
