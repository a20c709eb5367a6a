import { defineEntity } from '../../kernel/entity';
import { date, integer, optional, ref, text } from '../../kernel/field';

/** A parcel that left a warehouse for an order. */
export const shipment = defineEntity({
  name: 'shipment',
  area: 'sales',
  fields: {
    orderId: ref('order'),
    storeId: ref('store'),
    warehouseId: ref('warehouse'),
    shippedAt: date(),
    actorId: ref('user'),
    carrier: optional(text({ max: 60 })),
    trackingNumber: optional(text({ max: 80 })),
    itemCount: integer({ min: 0 }),
  },
  scope: { place: 'store', field: 'storeId' },
  title: 'trackingNumber',
  partOf: 'orderId',
  list: {
    columns: ['shippedAt', 'orderId', 'carrier', 'trackingNumber', 'itemCount', 'warehouseId', 'actorId'],
    sort: { field: 'shippedAt', dir: 'desc' },
    filters: ['warehouseId', 'shippedAt'],
    search: ['trackingNumber'],
  },
  words: {
    en: { one: 'Shipment', many: 'Shipments', fields: { shippedAt: 'Shipped', actorId: 'By', itemCount: 'Items' } },
    de: {
      one: 'Sendung',
      many: 'Sendungen',
      fields: {
        orderId: 'Auftrag',
        storeId: 'Filiale',
        warehouseId: 'Lager',
        shippedAt: 'Versandt',
        actorId: 'Von',
        carrier: 'Versanddienst',
        trackingNumber: 'Sendungsnummer',
        itemCount: 'Positionen',
      },
    },
  },
});
