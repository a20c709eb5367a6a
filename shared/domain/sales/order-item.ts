import { defineEntity } from '../../kernel/entity';
import { choice, integer, money, optional, quantity, rate, ref, text } from '../../kernel/field';
import { itemStates } from './order-process';

/** A line of an order, in one state. What is shipped or returned in part is split off into a line of its own. */
export const orderItem = defineEntity({
  name: 'orderItem',
  area: 'sales',
  fields: {
    orderId: ref('order'),
    storeId: ref('store'),
    position: integer({ min: 1 }),
    variantId: optional(ref('variant')),
    sku: text({ max: 60 }),
    name: text(),
    quantity: quantity(),
    currency: text({ min: 3, max: 3 }),
    unitPrice: money({ currency: 'currency', signed: true }),
    taxRate: rate(),
    total: money({ currency: 'currency', signed: true }),
    tax: money({ currency: 'currency', signed: true }),
    state: choice(itemStates),
    shipmentId: optional(ref('shipment')),
    /** The warehouse that keeps this line's quantity for it while it is open; null: nobody does. */
    reservedFrom: optional(ref('warehouse')),
  },
  scope: { place: 'store', field: 'storeId' },
  title: 'name',
  partOf: 'orderId',
  list: {
    columns: ['position', 'sku', 'name', 'quantity', 'unitPrice', 'total', 'state'],
    sort: { field: 'position', dir: 'asc' },
  },
  indexes: [['variantId']],
  words: {
    en: {
      one: 'Item',
      many: 'Items',
      fields: { sku: 'SKU', position: 'No.' },
      choices: {
        state: {
          new: 'New',
          confirmed: 'Confirmed',
          shipped: 'Shipped',
          delivered: 'Delivered',
          closed: 'Closed',
          cancelled: 'Cancelled',
        },
      },
    },
    de: {
      one: 'Position',
      many: 'Positionen',
      fields: {
        orderId: 'Auftrag',
        storeId: 'Filiale',
        position: 'Nr.',
        variantId: 'Variante',
        sku: 'Artikelnummer',
        name: 'Name',
        quantity: 'Menge',
        currency: 'Währung',
        unitPrice: 'Einzelpreis',
        taxRate: 'Steuersatz',
        total: 'Summe',
        tax: 'Steuer',
        state: 'Status',
        shipmentId: 'Sendung',
        reservedFrom: 'Reserviert in',
      },
      choices: {
        state: {
          new: 'Neu',
          confirmed: 'Bestätigt',
          shipped: 'Versandt',
          delivered: 'Zugestellt',
          closed: 'Abgeschlossen',
          cancelled: 'Storniert',
        },
      },
    },
  },
});
