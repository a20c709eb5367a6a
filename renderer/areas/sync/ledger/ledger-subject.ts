import { domain } from '../../../../shared/domain/domain';
import type { Entity } from '../../../../shared/kernel/entity';

/** Plain arguments of a verb, as the ledger keeps them. */
export type Args = Readonly<Record<string, unknown>>;

export const asArgs = (value: unknown): Args =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Args) : {}; // checked just before

/** The record that a gesture is about. */
export interface Subject {
  readonly entity: Entity;
  readonly id: string;
}

const find = (name: string) => domain.entities.find((entity) => entity.name === name);

/** Which record a gesture is about: the variant whose stock changed, the order that was shipped, the record that was edited. */
export function subjectOf(verb: string, args: Args): Subject | null {
  const [name = ''] = verb.split('.');
  const aboutVariant = name === 'stockLevel';
  const entity = find(aboutVariant ? 'variant' : name);
  const id = aboutVariant ? args.variantId : (args[`${name}Id`] ?? args.id);
  return entity && typeof id === 'string' ? { entity, id } : null;
}

/** Verbs whose arguments are told in the words of another noun than their own. */
const toldBy: Readonly<Record<string, string>> = {
  'stockLevel.adjust': 'stockMovement',
  'order.ship': 'shipment',
  'order.comment': 'orderComment',
};

/** One thing that a gesture says: a field with its value, and for an edit the value before. */
export interface Told {
  readonly entity: Entity;
  readonly field: string;
  readonly value: unknown;
  readonly before?: unknown;
  /** The record around the value, e.g. for an amount's currency. */
  readonly record: Args;
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === '';

/** What a gesture says, field by field, in the order of the noun's fields; ids of its own and empty fields are left out. */
export function toldOf(verb: string, args: Args): Told[] {
  const [name = '', deed] = verb.split('.');
  const entity = find(toldBy[verb] ?? name);
  if (!entity) return [];
  const fields = Object.keys(entity.fields);
  if (deed === 'update') {
    const changes = asArgs(args.changes);
    const after = Object.fromEntries(Object.entries(changes).map(([field, change]) => [field, asArgs(change).to]));
    return fields.flatMap((field) => {
      if (!(field in changes)) return [];
      return [
        { entity, field, value: after[field] ?? null, before: asArgs(changes[field]).from ?? null, record: after },
      ];
    });
  }
  return fields.flatMap((field) =>
    field in args && !isEmpty(args[field]) ? [{ entity, field, value: args[field], record: args }] : [],
  );
}

/** A line that a gesture names: of an article, or a line of an order. Thousandths. */
export interface ToldLine {
  readonly entity: 'variant' | 'orderItem';
  readonly id: string;
  readonly quantity: number | null;
}

/** The lines that a gesture names: what was ordered, shipped, cancelled. */
export function linesOf(args: Args): ToldLine[] {
  if (!Array.isArray(args.items)) return [];
  return args.items.map(asArgs).flatMap(({ itemId, variantId, quantity: amount }): ToldLine[] => {
    const quantity = typeof amount === 'number' ? amount : null;
    if (typeof itemId === 'string') return [{ entity: 'orderItem', id: itemId, quantity }];
    return typeof variantId === 'string' ? [{ entity: 'variant', id: variantId, quantity }] : [];
  });
}
