import { defineEntity } from '../../kernel/entity';
import { text } from '../../kernel/field';

/** A shop: one currency, one country for taxes, its own orders. */
export const store = defineEntity({
  name: 'store',
  area: 'administration',
  fields: {
    name: text(),
    code: text({ max: 8 }),
    currency: text({ min: 3, max: 3 }),
    country: text({ min: 2, max: 2 }),
  },
  scope: { shared: 'administration' },
  title: 'name',
  list: {
    columns: ['name', 'code', 'currency', 'country'],
    sort: { field: 'name', dir: 'asc' },
    search: ['name', 'code'],
  },
  words: {
    en: { one: 'Store', many: 'Stores' },
    de: {
      one: 'Filiale',
      many: 'Filialen',
      fields: { name: 'Name', code: 'Kürzel', currency: 'Währung', country: 'Land' },
    },
  },
});
