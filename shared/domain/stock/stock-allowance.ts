import { defineEntity } from '../../kernel/entity';
import { choice, date, optional, quantity, ref } from '../../kernel/field';

/**
 * A lease: so much of a variant at a warehouse is one desk's to sell until then, with or without the line. Nobody else may reserve it
 * meanwhile. Its scope is its own, so that it changes nobody's hold on the scopes of warehouses.
 */
export const stockAllowance = defineEntity({
  name: 'stockAllowance',
  area: 'stock',
  fields: {
    deskId: ref('desk'),
    warehouseId: ref('warehouse'),
    variantId: ref('variant'),
    quantity: quantity(),
    used: quantity(),
    until: date(),
    state: choice(['live', 'ended']),
    at: date(),
    actorId: ref('user'),
    endedAt: optional(date()),
  },
  scope: { shared: 'allowances' },
  title: 'variantId',
  list: {
    columns: ['deskId', 'variantId', 'warehouseId', 'quantity', 'used', 'until', 'state'],
    sort: { field: 'until', dir: 'desc' },
    filters: ['state', 'warehouseId'],
  },
  indexes: [['deskId', 'state']],
  words: {
    en: {
      one: 'Stock allowance',
      many: 'Stock allowances',
      fields: { at: 'Given', actorId: 'By', until: 'Good until', endedAt: 'Ended' },
      choices: { state: { live: 'Live', ended: 'Ended' } },
    },
    de: {
      one: 'Kontingent',
      many: 'Kontingente',
      fields: {
        deskId: 'Arbeitsplatz',
        warehouseId: 'Lager',
        variantId: 'Variante',
        quantity: 'Menge',
        used: 'Verbraucht',
        until: 'Gilt bis',
        state: 'Status',
        at: 'Vergeben',
        actorId: 'Von',
        endedAt: 'Beendet',
      },
      choices: { state: { live: 'Gültig', ended: 'Beendet' } },
    },
  },
});
