import { defineEntity } from '../../kernel/entity';
import { address, flag, ref, text } from '../../kernel/field';

/** One of a customer's addresses; at most one is the default for bills and one for deliveries. */
export const customerAddress = defineEntity({
  name: 'customerAddress',
  area: 'customers',
  fields: {
    customerId: ref('customer'),
    label: text({ max: 60 }),
    address: address(),
    defaultBilling: flag(),
    defaultShipping: flag(),
  },
  scope: { shared: 'customers' },
  title: 'label',
  partOf: 'customerId',
  list: { columns: ['label', 'address', 'defaultBilling', 'defaultShipping'], sort: { field: 'label', dir: 'asc' } },
  words: {
    en: {
      one: 'Address',
      many: 'Addresses',
      fields: { defaultBilling: 'Default for bills', defaultShipping: 'Default for deliveries' },
    },
    de: {
      one: 'Adresse',
      many: 'Adressen',
      fields: {
        customerId: 'Kunde',
        label: 'Bezeichnung',
        address: 'Anschrift',
        defaultBilling: 'Standard für Rechnungen',
        defaultShipping: 'Standard für Lieferungen',
      },
    },
  },
});
