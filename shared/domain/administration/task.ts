import { defineEntity } from '../../kernel/entity';
import { choice, date, optional, quantity, ref, text } from '../../kernel/field';

/** What did not fit when a fact was recorded, and so needs a person. */
export const taskKinds = [
  'stockBelowZero',
  'shippedCancelled',
  'shippedTwice',
  'shippedMore',
  'shippedUnknown',
  'deliveredNotShipped',
  'stockPromisedTwice',
] as const;
export type TaskKind = (typeof taskKinds)[number];

/**
 * Something for a person to look at, opened by a fact that could not be refused. It names what it is about by reference only, never by
 * content, since all who may read tasks hold those of every place.
 */
export const task = defineEntity({
  name: 'task',
  area: 'administration',
  fields: {
    kind: choice(taskKinds),
    state: choice(['open', 'done']),
    at: date(),
    actorId: ref('user'),
    storeId: optional(ref('store')),
    warehouseId: optional(ref('warehouse')),
    orderId: optional(ref('order')),
    itemId: optional(ref('orderItem')),
    variantId: optional(ref('variant')),
    quantity: optional(quantity({ signed: true })),
    finishedBy: optional(ref('user')),
    finishedAt: optional(date()),
    note: optional(text({ max: 500 })),
  },
  scope: { shared: 'tasks' },
  title: 'kind',
  list: {
    columns: ['at', 'kind', 'orderId', 'variantId', 'warehouseId', 'quantity', 'state', 'actorId', 'finishedBy'],
    sort: { field: 'at', dir: 'desc' },
    filters: ['state', 'kind', 'at'],
  },
  words: {
    en: {
      one: 'Task',
      many: 'Tasks',
      fields: { at: 'When', actorId: 'By', itemId: 'Line', finishedBy: 'Done by', finishedAt: 'Done' },
      choices: {
        kind: {
          stockBelowZero: 'Stock below zero',
          shippedCancelled: 'Shipped although cancelled',
          shippedTwice: 'Shipped twice',
          shippedMore: 'Shipped more than ordered',
          shippedUnknown: 'Shipped, but the line is unknown',
          deliveredNotShipped: 'Delivered, but never shipped',
          stockPromisedTwice: 'Stock promised twice',
        },
        state: { open: 'Open', done: 'Done' },
      },
    },
    de: {
      one: 'Aufgabe',
      many: 'Aufgaben',
      fields: {
        kind: 'Was',
        state: 'Status',
        at: 'Wann',
        actorId: 'Von',
        storeId: 'Filiale',
        warehouseId: 'Lager',
        orderId: 'Auftrag',
        itemId: 'Position',
        variantId: 'Variante',
        quantity: 'Menge',
        finishedBy: 'Erledigt von',
        finishedAt: 'Erledigt am',
        note: 'Notiz',
      },
      choices: {
        kind: {
          stockBelowZero: 'Bestand unter null',
          shippedCancelled: 'Versandt, obwohl storniert',
          shippedTwice: 'Doppelt versandt',
          shippedMore: 'Mehr versandt als bestellt',
          shippedUnknown: 'Versandt, aber die Position ist unbekannt',
          deliveredNotShipped: 'Zugestellt, aber nie versandt',
          stockPromisedTwice: 'Bestand zweimal zugesagt',
        },
        state: { open: 'Offen', done: 'Erledigt' },
      },
    },
  },
});
