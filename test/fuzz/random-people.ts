import { domain } from '../../shared/domain/domain';
import type { Dice } from './dice';
import type { Rights } from '../../shared/kernel/permission';
import type { ModelGrant, ModelPerson, ModelPlace } from './rights-model';

export const stores = ['north', 'south', 'east'];
export const warehouses = ['north-house', 'south-house', 'east-house'];

/** Everything that is asked for anywhere, and a few things that nobody knows. */
export const capabilities: readonly string[] = [
  ...new Set([
    ...domain.mutations.map(({ capability }) => capability),
    ...domain.entities.flatMap(({ capabilities: own }) => Object.values(own)),
    ...['labels.label.print', 'labels.printer.update', 'administration.desk.read'],
    ...['sales.order', 'salesforce.order.read', 'sales.orders.read', 'other.thing.read', 'catalog.variant.read.price'],
  ]),
];

const known = capabilities.filter((one) => one.split('.').length === 3);

/** A pattern that speaks of this capability, or just does not. */
function patternNear(dice: Dice, capability: string): string {
  const words = capability.split('.');
  const wide = [`${words[0]}.*`, `${words.slice(0, 2).join('.')}.*`, capability, capability, capability];
  if (dice.once(12)) return '*';
  if (dice.once(12)) return words.slice(0, 2).join('.');
  if (dice.once(20)) return `${capability}.*`;
  return dice.pick(wide);
}

const patterns = (dice: Dice, least: number, most: number) =>
  dice.some(known, least, most).map((capability) => patternNear(dice, capability));

export type RandomRole = Pick<ModelGrant, 'allow' | 'deny'>;

export function randomRole(dice: Dice): RandomRole {
  return { allow: patterns(dice, 0, 6), deny: dice.once(2) ? patterns(dice, 1, 3) : [] };
}

export function randomPlaces(dice: Dice): Pick<ModelGrant, 'stores' | 'warehouses'> {
  const some = (all: readonly string[]) => (dice.once(4) ? ['*'] : dice.some(all, 0, all.length));
  return { stores: some(stores), warehouses: some(warehouses) };
}

/** Up to four grants, each of another role at places of its own. */
export function randomPerson(dice: Dice): ModelPerson {
  return Array.from({ length: dice.roll(5) }, () => ({ ...randomRole(dice), ...randomPlaces(dice) }));
}

const placesOf = (ids: readonly string[]) => (ids.includes('*') ? ('*' as const) : [...ids]);

/** The same as the product keeps it. */
export function rightsOf(person: ModelPerson): Rights {
  return person.map(({ allow, deny, stores: at, warehouses: houses }) => ({
    allow: [...allow],
    deny: [...deny],
    stores: placesOf(at),
    warehouses: placesOf(houses),
  }));
}

/** A place of the shop, one that nobody ever heard of, or none. */
export function randomPlace(dice: Dice): ModelPlace | null {
  if (dice.once(4)) return null;
  if (dice.once(8)) return { kind: dice.pick(['store', 'warehouse'] as const), id: 'nowhere' };
  return dice.once(2) ? { kind: 'store', id: dice.pick(stores) } : { kind: 'warehouse', id: dice.pick(warehouses) };
}
