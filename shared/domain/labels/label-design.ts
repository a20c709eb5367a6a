import { defineEntity } from '../../kernel/entity';
import { choice, text } from '../../kernel/field';

/** A label design of the shop's own; `layout` is the design document of `shared/labels`, as JSON text. */
export const labelDesign = defineEntity({
  name: 'labelDesign',
  area: 'labels',
  fields: {
    name: text(),
    purpose: choice(['product', 'shelf', 'location', 'parcel', 'return', 'order']),
    layout: text({ max: 50_000, multiline: true }),
  },
  scope: { shared: 'catalog' },
  title: 'name',
  list: { columns: ['name', 'purpose'], sort: { field: 'name', dir: 'asc' }, filters: ['purpose'], search: ['name'] },
  words: {
    en: {
      one: 'Label design',
      many: 'Label designs',
      choices: {
        purpose: {
          product: 'Product',
          shelf: 'Shelf',
          location: 'Location',
          parcel: 'Parcel',
          return: 'Return',
          order: 'Order',
        },
      },
    },
    de: {
      one: 'Etikettenlayout',
      many: 'Etikettenlayouts',
      fields: { name: 'Name', purpose: 'Zweck', layout: 'Layout' },
      choices: {
        purpose: {
          product: 'Produkt',
          shelf: 'Regal',
          location: 'Lagerplatz',
          parcel: 'Paket',
          return: 'Retoure',
          order: 'Auftrag',
        },
      },
    },
  },
});
