import { z } from 'zod';
import { keepConflict } from '../../shared/domain/administration/keep-conflict';
import { customer } from '../../shared/domain/customers/customer';
import { domain } from '../../shared/domain/domain';
import { createOf, removeOf, updateOf } from '../../shared/kernel/crud';
import { defineEntity, type Entity } from '../../shared/kernel/entity';
import { addedLater, choice, date, flag, optional, text, type Field } from '../../shared/kernel/field';
import { idSchema } from '../../shared/kernel/id';
import type { Json } from '../../shared/kernel/errors';
import { createDomain } from '../../shared/kernel/register';
import { shapeOf } from '../../shared/store/format/shape';
import { adjustStock2 } from './later-domain';

/** The same entity with other fields. */
export function withFields(
  entity: Entity,
  fields: Record<string, Field<unknown>>,
  list: Partial<Entity['list']> = {},
): Entity {
  const shape = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.schema]));
  const schema = z.strictObject({ id: idSchema, ...shape }) as unknown as Entity['schema']; // made at run time, as `defineEntity` makes it
  return { ...entity, fields, list: { ...entity.list, ...list }, schema };
}

const { note: _, ...kept } = customer.fields;

/** A customer has a tier that must be there and a birthday that need not be; there is no note any more; the tier has an index, the phone is searched. */
export const nextCustomer = withFields(
  customer,
  {
    ...kept,
    tier: addedLater(choice(['plain', 'gold']), 'plain'),
    birthday: addedLater(optional(date()), null),
  },
  { filters: ['country', 'tier'], search: ['reference', 'firstName', 'lastName', 'company', 'email', 'phone'] },
);

/** An entity that is new, in a scope that desks hold already. */
export const brand = defineEntity({
  name: 'brand',
  area: 'catalog',
  fields: { code: text({ max: 20 }), active: flag() },
  scope: { shared: 'catalog' },
  title: 'code',
  list: { columns: ['code', 'active'], sort: { field: 'code', dir: 'asc' }, search: ['code'] },
  words: {
    en: { one: 'Brand', many: 'Brands' },
    de: { one: 'Marke', many: 'Marken', fields: { code: 'Kürzel', active: 'Aktiv' } },
  },
});

const withoutNote = (record: Json): Json => {
  const { note: _note, ...rest } = z.record(z.string(), z.json()).parse(record);
  return rest;
};

/** The verbs that a note was in have a version of their own; what older desks made is upcast. */
const create = { ...createOf(nextCustomer), version: 2, upcasts: { 1: withoutNote } };
const update = {
  ...updateOf(nextCustomer, keepConflict),
  version: 2,
  upcasts: {
    1(args: Json): Json {
      const { id, changes } = z.object({ id: z.string(), changes: z.json() }).parse(args);
      return { id, changes: withoutNote(changes) };
    },
  },
};
const others = domain.mutations.filter(
  ({ name }) => !['customer.create', 'customer.update', 'customer.remove', adjustStock2.name].includes(name),
);

/** The release after the product's: its tables and verbs have moved on. */
export const nextDomain = createDomain(
  [...domain.entities.map((entity) => (entity.name === 'customer' ? nextCustomer : entity)), brand],
  [
    ...others,
    create,
    update,
    removeOf(nextCustomer),
    adjustStock2,
    createOf(brand),
    updateOf(brand),
    removeOf(brand),
  ] as typeof domain.mutations, // as in the register
  { version: domain.version + 1, former: { [domain.version]: shapeOf(domain) } },
);
