import { defineEntity } from '../../kernel/entity';
import { list, text } from '../../kernel/field';

/** What a kind of work allows and denies: capabilities such as `sales.order.ship`, or patterns such as `sales.*`. Deny wins. */
export const role = defineEntity({
  name: 'role',
  area: 'staff',
  fields: { name: text(), allow: list(text()), deny: list(text()) },
  scope: { shared: 'staff' },
  title: 'name',
  list: { columns: ['name', 'allow', 'deny'], sort: { field: 'name', dir: 'asc' }, search: ['name'] },
  words: {
    en: { one: 'Role', many: 'Roles' },
    de: { one: 'Rolle', many: 'Rollen', fields: { name: 'Name', allow: 'Erlaubt', deny: 'Verboten' } },
  },
});
