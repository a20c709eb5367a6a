import { defineEntity } from '../../kernel/entity';
import { flag, list, ref, text } from '../../kernel/field';

/** A person who works with the product. Places are ids, or `*` for all; without places there are no rights. */
export const user = defineEntity({
  name: 'user',
  area: 'staff',
  fields: {
    userName: text({ max: 60 }),
    name: text(),
    email: text(),
    roleIds: list(ref('role')),
    stores: list(text({ max: 100 })),
    warehouses: list(text({ max: 100 })),
    active: flag(),
  },
  scope: { shared: 'staff' },
  title: 'name',
  list: {
    columns: ['name', 'userName', 'email', 'roleIds', 'active'],
    sort: { field: 'name', dir: 'asc' },
    sortable: ['userName'],
    filters: ['active'],
    search: ['name', 'userName', 'email'],
  },
  words: {
    en: { one: 'User', many: 'Users', fields: { roleIds: 'Roles', email: 'E-mail' } },
    de: {
      one: 'Benutzer',
      many: 'Benutzer',
      fields: {
        userName: 'Benutzername',
        name: 'Name',
        email: 'E-Mail',
        roleIds: 'Rollen',
        stores: 'Filialen',
        warehouses: 'Lager',
        active: 'Aktiv',
      },
    },
  },
});
