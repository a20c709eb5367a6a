import { z } from 'zod';
import { idSchema } from '../../kernel/id';
import { defineMutation, type MutationContext, type Tx } from '../../kernel/mutation';
import { moveStock } from '../stock/move-stock';
import { moveItems, orderOf, refreshOrder, type OrderItem } from './change-items';
import { noteMisfits, shipMisfits } from './note-misfits';
import { orderItem } from './order-item';
import { shipment } from './shipment';

/** A line, or part of it; `restId` names what stays behind. */
export const partSchema = z.object({
  itemId: idSchema,
  quantity: orderItem.fields.quantity.schema.refine((q) => q > 0, 'must be more than nothing'),
  restId: idSchema,
});

type Gone = Pick<OrderItem, 'variantId' | 'quantity' | 'orderId'>;

/** Takes what is in the parcel off the warehouse's stock. */
async function bookOut(
  tx: Tx,
  gone: readonly Gone[],
  warehouseId: string,
  { uid, at, actor: actorId }: MutationContext,
): Promise<void> {
  for (const [index, { variantId, quantity, orderId }] of gone.entries()) {
    if (!variantId) continue;
    const what = { id: `${uid}.${index}`, warehouseId, variantId, delta: -quantity, orderId };
    await moveStock(tx, { ...what, reason: 'shipped', at, actorId, note: null });
  }
}

/**
 * A parcel left the house: the lines in it are shipped, and its warehouse holds that much less. What was shipped already stays as it is.
 * What does not fit the order (a line that was cancelled, more than was ordered) is not refused, since it has happened: it becomes a task.
 */
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
    const misfits = await shipMisfits(tx, args.items, shipmentId);
    await noteMisfits(tx, misfits, { orderId, storeId, warehouseId }, context);
    const shipped = await moveItems(tx, { event: 'ship', parts: args.items, changes: { shipmentId } }, context);
    // Cancelled or not, it is no longer on the shelf.
    const astray = misfits.flatMap(({ kind, part, item }) =>
      kind === 'shippedCancelled' && item ? [{ ...item, quantity: Math.min(part.quantity, item.quantity) }] : [],
    );
    const gone = [...shipped, ...astray];
    if (gone.length === 0) return;
    const parcel = { id: shipmentId, orderId, storeId, warehouseId, carrier, trackingNumber };
    await tx.put(shipment, { ...parcel, shippedAt: context.at, actorId: context.actor, itemCount: gone.length });
    await bookOut(tx, gone, warehouseId, context);
    await refreshOrder(tx, orderId);
  },
});
