import { defineEntity } from '../../kernel/entity';
import { choice, date, optional, text } from '../../kernel/field';

/** A person or business that buys. */
export const customer = defineEntity({
  name: 'customer',
  area: 'customers',
  fields: {
    reference: text({ max: 45 }),
    salutation: optional(choice(['mr', 'mrs', 'dr', 'ms'])),
    firstName: text({ max: 100 }),
    lastName: text({ max: 100 }),
    company: optional(text()),
    email: text(),
    phone: optional(text({ max: 40 })),
    country: text({ min: 2, max: 2 }),
    note: optional(text({ max: 2000, multiline: true })),
    createdAt: date(),
  },
  scope: { shared: 'customers' },
  title: 'lastName',
  list: {
    columns: ['reference', 'lastName', 'firstName', 'company', 'email', 'country', 'createdAt'],
    sort: { field: 'createdAt', dir: 'desc' },
    sortable: ['reference', 'lastName', 'email'],
    filters: ['country'],
    search: ['reference', 'firstName', 'lastName', 'company', 'email'],
  },
  form: [
    { section: 'general', fields: ['salutation', 'firstName', 'lastName', 'company', 'reference'] },
    { section: 'contact', fields: ['email', 'phone', 'country'] },
    { section: 'internal', fields: ['note', 'createdAt'] },
  ],
  words: {
    en: {
      one: 'Customer',
      many: 'Customers',
      fields: { email: 'E-mail', createdAt: 'Customer since' },
      choices: { salutation: { mr: 'Mr', mrs: 'Mrs', dr: 'Dr', ms: 'Ms' } },
    },
    de: {
      one: 'Kunde',
      many: 'Kunden',
      fields: {
        reference: 'Kundennummer',
        salutation: 'Anrede',
        firstName: 'Vorname',
        lastName: 'Nachname',
        company: 'Firma',
        email: 'E-Mail',
        phone: 'Telefon',
        country: 'Land',
        note: 'Notiz',
        createdAt: 'Kunde seit',
      },
      choices: { salutation: { mr: 'Herr', mrs: 'Frau', dr: 'Dr.', ms: 'Frau' } },
    },
  },
});
