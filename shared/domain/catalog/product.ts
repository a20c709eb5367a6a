import { defineEntity } from '../../kernel/entity';
import { flag, image, localized, optional, ref, text } from '../../kernel/field';

/** What is offered, whatever its variants: texts, picture, tax. */
export const product = defineEntity({
  name: 'product',
  area: 'catalog',
  fields: {
    sku: text({ max: 60 }),
    name: localized(),
    description: optional(localized({ max: 10_000 })),
    image: optional(image()),
    taxRateId: ref('taxRate'),
    active: flag(),
  },
  scope: { shared: 'catalog' },
  title: 'name',
  list: {
    columns: ['image', 'sku', 'name', 'taxRateId', 'active'],
    sort: { field: 'sku', dir: 'asc' },
    sortable: ['sku'],
    filters: ['active'],
    search: ['sku', 'name'],
  },
  form: [
    { section: 'general', fields: ['sku', 'name', 'description', 'active'] },
    { section: 'media', fields: ['image'] },
    { section: 'tax', fields: ['taxRateId'] },
  ],
  words: {
    en: { one: 'Product', many: 'Products', fields: { sku: 'SKU' } },
    de: {
      one: 'Produkt',
      many: 'Produkte',
      fields: {
        sku: 'Artikelnummer',
        name: 'Name',
        description: 'Beschreibung',
        image: 'Bild',
        taxRateId: 'Steuersatz',
        active: 'Aktiv',
      },
    },
  },
});
