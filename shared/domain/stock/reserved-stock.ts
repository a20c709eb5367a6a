import { defineEntity } from '../../kernel/entity';
import { quantity, ref } from '../../kernel/field';

/**
 * How much of a stock level is spoken for: what live allowances have left, and what open lines of orders have reserved. What is free to
 * reserve is the level less this. Its id is the level's, `<warehouse>:<variant>`.
 */
export const reservedStock = defineEntity({
  name: 'reservedStock',
  area: 'stock',
  fields: { warehouseId: ref('warehouse'), variantId: ref('variant'), quantity: quantity() },
  scope: { shared: 'allowances' },
  title: 'variantId',
  list: {
    columns: ['variantId', 'warehouseId', 'quantity'],
    sort: { field: 'quantity', dir: 'desc' },
    filters: ['warehouseId'],
  },
  words: {
    en: { one: 'Reserved stock', many: 'Reserved stock', fields: { quantity: 'Reserved' } },
    de: {
      one: 'Reservierter Bestand',
      many: 'Reservierter Bestand',
      fields: { warehouseId: 'Lager', variantId: 'Variante', quantity: 'Reserviert' },
    },
  },
});
