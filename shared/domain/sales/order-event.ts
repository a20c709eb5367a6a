import { defineEntity } from '../../kernel/entity';
import { choice, date, optional, quantity, ref } from '../../kernel/field';
import { itemStates } from './order-process';

export const orderEventKinds = ['placed', 'confirm', 'ship', 'deliver', 'close', 'cancel', 'reference'] as const;

/** One step in an order's history: which event took which item from where to where, by whom. */
export const orderEvent = defineEntity({
  name: 'orderEvent',
  area: 'sales',
  fields: {
    orderId: ref('order'),
    storeId: ref('store'),
    at: date(),
    actorId: ref('user'),
    event: choice(orderEventKinds),
    itemId: optional(ref('orderItem')),
    quantity: optional(quantity()),
    fromState: optional(choice(itemStates)),
    toState: optional(choice(itemStates)),
  },
  scope: { place: 'store', field: 'storeId' },
  title: 'event',
  partOf: 'orderId',
  list: {
    columns: ['at', 'event', 'itemId', 'quantity', 'fromState', 'toState', 'actorId'],
    sort: { field: 'at', dir: 'desc' },
  },
  words: {
    en: {
      one: 'History entry',
      many: 'History',
      fields: { at: 'When', actorId: 'By', fromState: 'From', toState: 'To' },
      choices: {
        event: {
          placed: 'Placed',
          confirm: 'Confirmed',
          ship: 'Shipped',
          deliver: 'Delivered',
          close: 'Closed',
          cancel: 'Cancelled',
          reference: 'Reference changed',
        },
      },
    },
    de: {
      one: 'Verlaufseintrag',
      many: 'Verlauf',
      fields: {
        orderId: 'Auftrag',
        storeId: 'Filiale',
        at: 'Wann',
        actorId: 'Von',
        event: 'Ereignis',
        itemId: 'Position',
        quantity: 'Menge',
        fromState: 'Von Status',
        toState: 'Zu Status',
      },
      choices: {
        event: {
          placed: 'Eingegangen',
          confirm: 'Bestätigt',
          ship: 'Versandt',
          deliver: 'Zugestellt',
          close: 'Abgeschlossen',
          cancel: 'Storniert',
          reference: 'Referenz geändert',
        },
      },
    },
  },
});
