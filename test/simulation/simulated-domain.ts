import { z } from 'zod';
import { product } from '../../shared/domain/catalog/product';
import { variant } from '../../shared/domain/catalog/variant';
import { customer } from '../../shared/domain/customers/customer';
import { domain } from '../../shared/domain/domain';
import { order } from '../../shared/domain/sales/order';
import { createOf, removeOf, updateOf } from '../../shared/kernel/crud';
import { AppError } from '../../shared/kernel/errors';
import { idSchema } from '../../shared/kernel/id';
import { defineMutation, type Mutation } from '../../shared/kernel/mutation';
import { createDomain, type Domain } from '../../shared/kernel/register';

/** Of no interest here; each costs time at every rebase. */
const left = new Set(['price', 'barcode', 'labelDesign', 'customerAddress']);
const entities = domain.entities.filter(({ name }) => !left.has(name));
const isKept = ({ name }: Mutation) => !left.has(name.split('.')[0] ?? '');

/** Adds to a price: done twice it shows, left out it shows. */
const reprice = defineMutation({
  name: 'variant.reprice',
  version: 1,
  kind: 'fact',
  capability: variant.capabilities.update,
  args: z.object({ id: idSchema, delta: z.int() }),
  async run(tx, { id, delta }) {
    const found = await tx.get(variant, id);
    if (!found) throw new AppError('notFound', 'variant', { reason: 'gone' });
    await tx.patch(variant, id, { price: found.price + delta });
  },
});

/** Runs at every desk; what the centre does with it is `atCentre`. */
function stumble(atCentre: (() => never) | null): Mutation {
  return defineMutation({
    name: 'product.stumble',
    version: 1,
    kind: 'request',
    capability: product.capabilities.update,
    args: z.object({ id: idSchema, note: z.string() }),
    async run(tx, { id, note }) {
      await tx.patch(product, id, { description: { en: note } });
      atCentre?.();
    },
  }); // the register hands parsed arguments on
}

/** The centre is stricter than the desks, as a wrapped verb would be. */
function strict(atCentre: boolean): Mutation {
  return defineMutation({
    name: 'customer.rename',
    version: 1,
    kind: 'request',
    capability: customer.capabilities.update,
    args: z.object({ id: idSchema, name: z.string() }),
    async run(tx, { id, name }) {
      await tx.patch(customer, id, { lastName: name });
      if (atCentre && name.endsWith('!')) throw new AppError('refused', 'shouting', { reason: 'customer.shouting' });
    },
  }); // see `stumble`
}

function domainOf(atCentre: boolean): Domain {
  const defect = () => {
    throw new TypeError('a defect of this verb');
  };
  const known = new Set(domain.mutations.map(({ name }) => name));
  const more = [createOf(order), updateOf(order), removeOf(order)] as readonly Mutation[]; // see `stumble`
  return createDomain(entities, [
    ...domain.mutations.filter(isKept),
    ...more.filter(({ name }) => !known.has(name)),
    reprice, // see `stumble`
    stumble(atCentre ? defect : null),
    strict(atCentre),
  ]);
}

/** The product's nouns and verbs as a desk has them, with a few verbs more that show faults or meet them. */
export const deskDomain = domainOf(false);
/** The same as the centre has them: one is stricter there, one has a defect. */
export const centreDomain = domainOf(true);
