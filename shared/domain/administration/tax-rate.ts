import { defineEntity } from '../../kernel/entity';
import { rate, text } from '../../kernel/field';

/** A tax rate of a country, in basis points. */
export const taxRate = defineEntity({
  name: 'taxRate',
  area: 'administration',
  fields: { name: text(), country: text({ min: 2, max: 2 }), rate: rate() },
  scope: { shared: 'administration' },
  title: 'name',
  list: {
    columns: ['name', 'country', 'rate'],
    sort: { field: 'name', dir: 'asc' },
    sortable: ['rate'],
    search: ['name'],
  },
  words: {
    en: { one: 'Tax rate', many: 'Tax rates' },
    de: { one: 'Steuersatz', many: 'Steuersätze', fields: { name: 'Name', country: 'Land', rate: 'Satz' } },
  },
});
