import { defineEntity } from '../../kernel/entity';
import { date, ref, text } from '../../kernel/field';

/** What the staff say about an order; never shown to the customer, only ever added. */
export const orderComment = defineEntity({
  name: 'orderComment',
  area: 'sales',
  fields: {
    orderId: ref('order'),
    storeId: ref('store'),
    at: date(),
    actorId: ref('user'),
    text: text({ max: 2000, multiline: true }),
  },
  scope: { place: 'store', field: 'storeId' },
  title: 'text',
  partOf: 'orderId',
  list: { columns: ['at', 'actorId', 'text'], sort: { field: 'at', dir: 'desc' } },
  words: {
    en: { one: 'Comment', many: 'Comments', fields: { at: 'When', actorId: 'By', text: 'Comment' } },
    de: {
      one: 'Kommentar',
      many: 'Kommentare',
      fields: { orderId: 'Auftrag', storeId: 'Filiale', at: 'Wann', actorId: 'Von', text: 'Kommentar' },
    },
  },
});
