import { defineEntity } from '../../kernel/entity';
import { quantity, ref } from '../../kernel/field';

/** How much of a variant a warehouse holds: always the sum of its movements. Its id is `<warehouse>:<variant>`. */
export const stockLevel = defineEntity({
  name: 'stockLevel',
  area: 'stock',
  fields: { warehouseId: ref('warehouse'), variantId: ref('variant'), quantity: quantity({ signed: true }) },
  scope: { place: 'warehouse', field: 'warehouseId' },
  title: 'variantId',
  list: {
    columns: ['variantId', 'warehouseId', 'quantity'],
    sort: { field: 'quantity', dir: 'asc' },
    filters: ['warehouseId', 'quantity'],
  },
  indexes: [['variantId', 'warehouseId']],
  words: {
    en: { one: 'Stock level', many: 'Stock', fields: { quantity: 'In stock' } },
    de: {
      one: 'Bestand',
      many: 'Bestand',
      fields: { warehouseId: 'Lager', variantId: 'Variante', quantity: 'Bestand' },
    },
  },
});
