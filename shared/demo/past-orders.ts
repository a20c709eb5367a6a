import type { RecordOf } from '../kernel/entity';
import { QUANTITY_UNIT } from '../kernel/money';
import type { order } from '../domain/sales/order';
import type { orderEvent } from '../domain/sales/order-event';
import type { orderItem } from '../domain/sales/order-item';
import { summarize, type ItemState } from '../domain/sales/order-process';
import { lineAmounts, orderTotals } from '../domain/sales/order-totals';
import type { shipment } from '../domain/sales/shipment';
import type { Buyer } from './buyers';
import { countries, storeOf, stores } from './places';
import type { SaleLine } from './sales-export';
import { seeded, seedOf, type Chance } from './seeded';

export interface OrderRecords {
  order: RecordOf<typeof order>;
  items: RecordOf<typeof orderItem>[];
  shipments: RecordOf<typeof shipment>[];
  events: RecordOf<typeof orderEvent>[];
}

/** One past sale: the lines of an invoice, and what tells its copies apart. */
export interface Sale {
  lines: readonly SaleLine[];
  /** Appended to the invoice number; empty for the real sale. */
  copy: string;
  /** Added to the time of the export, ms. */
  shift: number;
  /** UTC ms; sales age towards it. */
  today: number;
  buyer: Buyer | null;
}

const DAY = 86_400_000;

/** What became of a sale of that age: fresh ones wait, older ones have left, old ones are done. */
function fate(age: number, cancelled: boolean, chance: Chance): { first: ItemState; rest: ItemState } {
  if (cancelled) return { first: 'cancelled', rest: 'cancelled' };
  if (age < 2 * DAY) return { first: 'confirmed', rest: 'confirmed' };
  if (age < 4 * DAY)
    return chance.below(3) === 0 ? { first: 'shipped', rest: 'confirmed' } : { first: 'shipped', rest: 'shipped' };
  return age < 12 * DAY ? { first: 'delivered', rest: 'delivered' } : { first: 'closed', rest: 'closed' };
}

const hasLeft = (state: ItemState) => state === 'shipped' || state === 'delivered' || state === 'closed';

function shipmentOf(
  head: RecordOf<typeof order>,
  items: readonly RecordOf<typeof orderItem>[],
  chance: Chance,
): RecordOf<typeof shipment> {
  const berlin = head.storeId === 'store-berlin';
  return {
    id: `${head.id}-s1`,
    orderId: head.id,
    storeId: head.storeId,
    warehouseId: berlin ? 'warehouse-berlin' : 'warehouse-midlands',
    shippedAt: head.placedAt + DAY,
    actorId: 'user-william',
    carrier: berlin ? 'DHL' : chance.pick(['Royal Mail', 'DPD', 'Evri']),
    trackingNumber: `${berlin ? 'JD' : 'RM'}${String(1e9 + chance.below(9e8)).slice(1)}GB`,
    itemCount: items.filter((item) => item.shipmentId).length,
  };
}

function itemsOf(
  sale: Sale,
  head: { id: string; storeId: string; currency: string },
  at: number,
): RecordOf<typeof orderItem>[] {
  const chance = seeded(seedOf(head.id, 3));
  const states = fate(sale.today - at, sale.lines[0]?.cancelled ?? false, chance);
  return sale.lines.map((line, index) => {
    const state = index === 0 ? states.first : states.rest;
    const priced = {
      quantity: line.units * QUANTITY_UNIT,
      unitPrice: line.unitPrice,
      taxRate: line.service ? 0 : 2000,
    };
    const article = line.service ? null : `variant-${line.stockCode}`;
    return {
      id: `${head.id}-${index + 1}`,
      orderId: head.id,
      storeId: head.storeId,
      currency: head.currency,
      position: index + 1,
      variantId: article,
      sku: line.stockCode,
      name: line.description.charAt(0) + line.description.slice(1).toLowerCase(),
      ...priced,
      ...lineAmounts(priced),
      state,
      shipmentId: hasLeft(state) ? `${head.id}-s1` : null,
      reservedFrom: null,
    };
  });
}

/** Who bought, as the order keeps it; guests stay guests. */
function buyerOn(buyer: Buyer | null) {
  const who = buyer?.customer;
  const address = buyer?.address.address ?? null;
  return {
    customerId: who?.id ?? null,
    customerName: who ? (who.company ?? `${who.firstName} ${who.lastName}`) : 'Guest',
    email: who?.email ?? null,
    source: who ? ('web' as const) : ('counter' as const),
    billingAddress: address,
    shippingAddress: address,
  };
}

/** What the history says of a past order: placed, and a day later, if it has left, shipped. */
function eventsOf(whole: RecordOf<typeof order>, left: boolean): RecordOf<typeof orderEvent>[] {
  const step = { orderId: whole.id, storeId: whole.storeId, itemId: null, quantity: null };
  const placed = { ...step, id: `${whole.id}-e1`, actorId: 'user-maya', at: whole.placedAt };
  const shipped = { ...step, id: `${whole.id}-e2`, actorId: 'user-william', at: whole.placedAt + DAY };
  return [
    { ...placed, event: 'placed', fromState: null, toState: 'confirmed' },
    ...(left ? [{ ...shipped, event: 'ship', fromState: 'confirmed', toState: 'shipped' } as const] : []),
  ];
}

/** A sale of the export as an order with its items, parcel and history. */
export function orderOf(sale: Sale): OrderRecords | null {
  const first = sale.lines[0];
  if (!first) return null;
  const storeId = storeOf(countries[first.country] ?? 'GB');
  const place = stores.find((candidate) => candidate.id === storeId);
  const head = { id: `order-${first.invoice}${sale.copy}`, storeId, currency: place?.currency ?? 'GBP' };
  const placedAt = first.at + sale.shift;
  const items = itemsOf(sale, head, placedAt);
  const whole: RecordOf<typeof order> = {
    ...head,
    ...buyerOn(sale.buyer),
    reference: `${place?.code ?? 'LON'}-${first.invoice}${sale.copy}`,
    placedAt,
    state: summarize(items.map((item) => item.state)),
    ...orderTotals(items),
    customReference: null,
    note: null,
  };
  const left = items.some((item) => item.shipmentId);
  return {
    order: whole,
    items,
    shipments: left ? [shipmentOf(whole, items, seeded(seedOf(whole.id, 5)))] : [],
    events: eventsOf(whole, left),
  };
}
