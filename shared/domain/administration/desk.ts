import { defineEntity } from '../../kernel/entity';
import { date, integer, optional, text } from '../../kernel/field';

/** A machine of the shop, as the centre registered it; its id is the device's. A desk that was taken out of service never comes back as itself. */
export const desk = defineEntity({
  name: 'desk',
  area: 'administration',
  fields: { name: text({ max: 100 }), number: integer({ min: 1 }), registeredAt: date(), revokedAt: optional(date()) },
  scope: { shared: 'desks' },
  title: 'name',
  list: {
    columns: ['number', 'name', 'registeredAt', 'revokedAt'],
    sort: { field: 'number', dir: 'asc' },
    sortable: ['name', 'registeredAt'],
    search: ['name'],
  },
  words: {
    en: {
      one: 'Desk',
      many: 'Desks',
      fields: { registeredAt: 'In service since', revokedAt: 'Out of service since' },
    },
    de: {
      one: 'Arbeitsplatz',
      many: 'Arbeitsplätze',
      fields: {
        name: 'Name',
        number: 'Nummer',
        registeredAt: 'In Betrieb seit',
        revokedAt: 'Außer Betrieb seit',
      },
    },
  },
});
