import { defineEntity } from '../../kernel/entity';
import { choice, date, optional, quantity, ref, text } from '../../kernel/field';

export const stockReasons = [
  'received',
  'sold',
  'shipped',
  'returned',
  'damaged',
  'lost',
  'found',
  'counted',
  'transfer',
  'opening',
] as const;

/** One change of stock, by whom, when and why. Movements are only ever added. */
export const stockMovement = defineEntity({
  name: 'stockMovement',
  area: 'stock',
  fields: {
    warehouseId: ref('warehouse'),
    variantId: ref('variant'),
    delta: quantity({ signed: true }),
    reason: choice(stockReasons),
    at: date(),
    actorId: ref('user'),
    orderId: optional(ref('order')),
    note: optional(text({ max: 500 })),
  },
  scope: { place: 'warehouse', field: 'warehouseId' },
  title: 'reason',
  list: {
    columns: ['at', 'variantId', 'warehouseId', 'delta', 'reason', 'actorId', 'orderId', 'note'],
    sort: { field: 'at', dir: 'desc' },
    filters: ['warehouseId', 'reason', 'at'],
  },
  indexes: [['variantId', 'at']],
  words: {
    en: {
      one: 'Stock movement',
      many: 'Stock movements',
      fields: { delta: 'Change', at: 'When', actorId: 'By' },
      choices: {
        reason: {
          received: 'Received',
          sold: 'Sold',
          shipped: 'Shipped',
          returned: 'Returned',
          damaged: 'Damaged',
          lost: 'Lost',
          found: 'Found',
          counted: 'Counted',
          transfer: 'Transfer',
          opening: 'Opening stock',
        },
      },
    },
    de: {
      one: 'Lagerbewegung',
      many: 'Lagerbewegungen',
      fields: {
        warehouseId: 'Lager',
        variantId: 'Variante',
        delta: 'Änderung',
        reason: 'Grund',
        at: 'Wann',
        actorId: 'Von',
        orderId: 'Auftrag',
        note: 'Notiz',
      },
      choices: {
        reason: {
          received: 'Wareneingang',
          sold: 'Verkauft',
          shipped: 'Versandt',
          returned: 'Retoure',
          damaged: 'Beschädigt',
          lost: 'Verloren',
          found: 'Gefunden',
          counted: 'Gezählt',
          transfer: 'Umlagerung',
          opening: 'Anfangsbestand',
        },
      },
    },
  },
});
