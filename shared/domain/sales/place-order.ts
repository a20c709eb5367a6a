import { z } from 'zod';
import type { RecordOf } from '../../kernel/entity';
import { AppError } from '../../kernel/errors';
import { idSchema } from '../../kernel/id';
import { defineMutation, type MutationContext, type Tx } from '../../kernel/mutation';
import { taxRate } from '../administration/tax-rate';
import { product } from '../catalog/product';
import { variant } from '../catalog/variant';
import { reserve, useAllowance } from '../stock/reserve-stock';
import { order } from './order';
import { orderEvent } from './order-event';
import { orderItem } from './order-item';
import { lineAmounts, orderTotals } from './order-totals';

/** A single line beyond this is a slip of the scanner: 100,000 units. */
const LINE_LIMIT = 100_000_000;

const itemSchema = z.object({
  id: idSchema,
  variantId: idSchema,
  /** Thousandths; more than nothing. */
  quantity: z.int().min(1).max(LINE_LIMIT),
  /** Gross, minor units, as agreed with the customer. */
  unitPrice: orderItem.fields.total.schema.refine((price) => price >= 0, 'must not be negative'),
  /** Keep the quantity for this line: out of an allowance of this desk's, or of what is free there. */
  reserve: z.object({ warehouseId: idSchema, allowanceId: idSchema.nullable() }).optional(),
});

const {
  reference,
  storeId,
  customerId,
  customerName,
  email,
  source,
  currency,
  billingAddress,
  shippingAddress,
  customReference,
  note,
} = order.fields;

const argsSchema = z.object({
  id: idSchema,
  reference: reference.schema,
  storeId: storeId.schema,
  customerId: customerId.schema,
  customerName: customerName.schema,
  email: email.schema,
  source: source.schema,
  currency: currency.schema,
  billingAddress: billingAddress.schema,
  shippingAddress: shippingAddress.schema,
  customReference: customReference.schema,
  note: note.schema,
  items: z.array(itemSchema).max(500),
});
type PlaceOrder = z.infer<typeof argsSchema>;

async function itemOf(tx: Tx, args: PlaceOrder, index: number): Promise<RecordOf<typeof orderItem>> {
  const line = args.items[index];
  const article = line && (await tx.get(variant, line.variantId));
  if (!line || !article)
    throw new AppError('refused', 'unknown variant', { field: `items.${index}`, reason: 'order.unknownVariant' });
  const whole = await tx.get(product, article.productId);
  const tax = whole && (await tx.get(taxRate, whole.taxRateId));
  const priced = { quantity: line.quantity, unitPrice: line.unitPrice, taxRate: tax?.rate ?? 0 };
  return {
    id: line.id,
    orderId: args.id,
    storeId: args.storeId,
    position: index + 1,
    variantId: article.id,
    sku: article.sku,
    name: article.name.en ?? article.name.de ?? article.sku,
    currency: args.currency,
    state: 'confirmed',
    shipmentId: null,
    reservedFrom: line.reserve?.warehouseId ?? null,
    ...priced,
    ...lineAmounts(priced),
  };
}

/** In the order of the lines; two of the same variant take from the same shelf one after the other. */
async function reserveLines(tx: Tx, { items }: PlaceOrder, context: MutationContext): Promise<void> {
  for (const { reserve: wish, variantId, quantity } of items) {
    if (!wish) continue;
    const share = { warehouseId: wish.warehouseId, variantId, quantity };
    if (wish.allowanceId === null) await reserve(tx, share);
    else await useAllowance(tx, { id: wish.allowanceId, ...share }, context);
  }
}

/** Staff enter an order for a customer. Prices are those agreed; totals and tax are worked out here, alike on desk and centre. */
export const placeOrder = defineMutation({
  name: 'order.place',
  version: 1,
  kind: 'request',
  capability: 'sales.order.place',
  args: argsSchema,
  async run(tx, args, context) {
    const { actor, at, uid } = context;
    if (args.items.length === 0)
      throw new AppError('refused', 'order without items', { field: 'items', reason: 'order.noItems' });
    if (await tx.get(order, args.id)) throw new AppError('conflict', 'order exists already', { reason: 'exists' });
    const { items: lines, ...head } = args;
    const items = [];
    for (const index of lines.keys()) items.push(await itemOf(tx, args, index));
    await reserveLines(tx, args, context);
    await tx.put(order, { ...head, placedAt: at, state: 'confirmed', ...orderTotals(items) });
    for (const item of items) await tx.put(orderItem, item);
    const step = { orderId: args.id, storeId: args.storeId, at, actorId: actor, itemId: null, quantity: null };
    await tx.put(orderEvent, { id: uid, ...step, event: 'placed', fromState: null, toState: 'confirmed' });
  },
});
