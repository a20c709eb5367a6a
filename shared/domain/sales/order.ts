import { defineEntity } from '../../kernel/entity';
import { address, choice, date, integer, money, optional, ref, text } from '../../kernel/field';
import { orderStates } from './order-process';

export const orderSources = ['counter', 'phone', 'email', 'web', 'import'] as const;

/** What a customer ordered in a store. State and totals follow from its items; names and addresses are as they were when it was placed. */
export const order = defineEntity({
  name: 'order',
  area: 'sales',
  fields: {
    reference: text({ max: 45 }),
    storeId: ref('store'),
    customerId: optional(ref('customer')),
    customerName: text(),
    email: optional(text()),
    placedAt: date(),
    state: choice(orderStates),
    source: choice(orderSources),
    currency: text({ min: 3, max: 3 }),
    itemCount: integer({ min: 0 }),
    subtotal: money({ currency: 'currency', signed: true }),
    taxTotal: money({ currency: 'currency', signed: true }),
    grandTotal: money({ currency: 'currency', signed: true }),
    billingAddress: optional(address()),
    shippingAddress: optional(address()),
    customReference: optional(text()),
    note: optional(text({ max: 255 })),
  },
  scope: { place: 'store', field: 'storeId' },
  title: 'reference',
  list: {
    columns: ['reference', 'placedAt', 'customerName', 'email', 'state', 'itemCount', 'grandTotal', 'storeId'],
    sort: { field: 'placedAt', dir: 'desc' },
    sortable: ['reference', 'customerName', 'grandTotal', 'itemCount'],
    filters: ['state', 'placedAt', 'grandTotal', 'storeId', 'source'],
    search: ['reference', 'customerName', 'email', 'customReference'],
  },
  indexes: [
    ['customerId', 'placedAt'],
    ['state', 'placedAt'],
  ],
  words: {
    en: {
      one: 'Order',
      many: 'Orders',
      fields: {
        placedAt: 'Placed',
        customerName: 'Customer',
        email: 'E-mail',
        itemCount: 'Items',
        taxTotal: 'Tax included',
        grandTotal: 'Total',
      },
      choices: {
        state: {
          new: 'New',
          confirmed: 'Confirmed',
          partlyShipped: 'Partly shipped',
          shipped: 'Shipped',
          delivered: 'Delivered',
          closed: 'Closed',
          cancelled: 'Cancelled',
        },
        source: { counter: 'Counter', phone: 'Phone', email: 'E-mail', web: 'Web shop', import: 'Import' },
      },
    },
    de: {
      one: 'Auftrag',
      many: 'Aufträge',
      fields: {
        reference: 'Auftragsnummer',
        storeId: 'Filiale',
        customerId: 'Kunde',
        customerName: 'Kunde',
        email: 'E-Mail',
        placedAt: 'Eingang',
        state: 'Status',
        source: 'Quelle',
        currency: 'Währung',
        itemCount: 'Positionen',
        subtotal: 'Zwischensumme',
        taxTotal: 'Enthaltene Steuer',
        grandTotal: 'Gesamtsumme',
        billingAddress: 'Rechnungsadresse',
        shippingAddress: 'Lieferadresse',
        customReference: 'Eigene Referenz',
        note: 'Notiz',
      },
      choices: {
        state: {
          new: 'Neu',
          confirmed: 'Bestätigt',
          partlyShipped: 'Teilweise versandt',
          shipped: 'Versandt',
          delivered: 'Zugestellt',
          closed: 'Abgeschlossen',
          cancelled: 'Storniert',
        },
        source: { counter: 'Theke', phone: 'Telefon', email: 'E-Mail', web: 'Webshop', import: 'Import' },
      },
    },
  },
});
