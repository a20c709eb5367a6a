import { defineEntity } from '../../kernel/entity';
import { flag, list, ref, text } from '../../kernel/field';

/** A place that holds stock and supplies one or more stores. */
export const warehouse = defineEntity({
  name: 'warehouse',
  area: 'administration',
  fields: { name: text(), code: text({ max: 8 }), storeIds: list(ref('store')), active: flag() },
  scope: { shared: 'administration' },
  title: 'name',
  list: {
    columns: ['name', 'code', 'storeIds', 'active'],
    sort: { field: 'name', dir: 'asc' },
    search: ['name', 'code'],
  },
  words: {
    en: { one: 'Warehouse', many: 'Warehouses', fields: { storeIds: 'Stores supplied' } },
    de: {
      one: 'Lager',
      many: 'Lager',
      fields: { name: 'Name', code: 'Kürzel', storeIds: 'Belieferte Filialen', active: 'Aktiv' },
    },
  },
});
