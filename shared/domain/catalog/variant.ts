import { defineEntity } from '../../kernel/entity';
import { flag, image, localized, money, optional, ref, text } from '../../kernel/field';

/** What is sold, stocked and scanned: one concrete article of a product. `price` is the standard gross price. */
export const variant = defineEntity({
  name: 'variant',
  area: 'catalog',
  fields: {
    productId: ref('product'),
    sku: text({ max: 60 }),
    name: localized(),
    price: money({ currency: 'currency' }),
    currency: text({ min: 3, max: 3 }),
    image: optional(image()),
    active: flag(),
  },
  scope: { shared: 'catalog' },
  title: 'name',
  partOf: 'productId',
  list: {
    columns: ['image', 'sku', 'name', 'price', 'productId', 'active'],
    sort: { field: 'sku', dir: 'asc' },
    sortable: ['sku', 'price'],
    filters: ['active', 'price'],
    search: ['sku', 'name'],
  },
  form: [
    { section: 'general', fields: ['sku', 'name', 'productId', 'active'] },
    { section: 'prices', fields: ['price', 'currency'] },
    { section: 'media', fields: ['image'] },
  ],
  words: {
    en: { one: 'Variant', many: 'Variants', fields: { sku: 'SKU' } },
    de: {
      one: 'Variante',
      many: 'Varianten',
      fields: {
        productId: 'Produkt',
        sku: 'Artikelnummer',
        name: 'Name',
        price: 'Preis',
        currency: 'Währung',
        image: 'Bild',
        active: 'Aktiv',
      },
    },
  },
});
