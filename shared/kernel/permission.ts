import { z } from 'zod';
import { scopeOf, type Entity, type PlaceKind } from './entity';
import { idSchema } from './id';

/** `sales.order.ship`, or a pattern that ends in `*`: `sales.*`, `*`. */
const patternSchema = z.string().regex(/^(\*|[a-z][A-Za-z]*(\.[A-Za-z]+)*(\.\*)?)$/, 'not a capability');

/** What some role gives or takes, and where. `'*'` means every place of that kind. Deny wins, whatever the order. */
export const grantSchema = z.object({
  allow: z.array(patternSchema),
  deny: z.array(patternSchema),
  stores: z.union([z.literal('*'), z.array(idSchema)]),
  warehouses: z.union([z.literal('*'), z.array(idSchema)]),
});
export type Grant = z.infer<typeof grantSchema>;

/** A person's rights: the sum of the grants. Without an allow, everything is denied. */
export type Rights = readonly Grant[];

export interface Place {
  readonly kind: PlaceKind;
  readonly id: string;
}

function matches(pattern: string, capability: string): boolean {
  if (pattern === '*' || pattern === capability) return true;
  return pattern.endsWith('.*') && capability.startsWith(pattern.slice(0, -1));
}

const placesOf = (grant: Grant, kind: PlaceKind) => (kind === 'store' ? grant.stores : grant.warehouses);

function covers(grant: Grant, place: Place): boolean {
  const places = placesOf(grant, place.kind);
  return places === '*' || places.includes(place.id);
}

/** Whether the others speak of every store and warehouse that the grant speaks of. */
function isWithin(grant: Grant, others: Rights): boolean {
  return (['store', 'warehouse'] as const).every((kind) => {
    const places = placesOf(grant, kind);
    if (places === '*') return others.some((other) => placesOf(other, kind) === '*');
    return places.every((id) => others.some((other) => covers(other, { kind, id })));
  });
}

/**
 * May a person with these rights do `capability`, at `place`, or (without a place) anywhere at all? The one decision for screens,
 * core and centre. A deny wins wherever its grant holds; so of rows without a place it leaves only what is allowed further afield.
 * A grant that holds nowhere gives nothing: who has lost his last place has no rights.
 */
export function may(rights: Rights, capability: string, place?: Place): boolean {
  const named = (patterns: readonly string[]) => patterns.some((pattern) => matches(pattern, capability));
  const allowing = rights.filter((grant) => named(grant.allow));
  const denying = rights.filter((grant) => named(grant.deny));
  if (place) return allowing.some((grant) => covers(grant, place)) && !denying.some((grant) => covers(grant, place));
  return allowing.some((grant) => !isWithin(grant, denying));
}

/** Where a row lies: its store or warehouse, or nothing for shared rows. */
export function placeOf(entity: Entity, record: Record<string, unknown>): Place | undefined {
  if ('shared' in entity.scope) return undefined;
  return { kind: entity.scope.place, id: String(record[entity.scope.field]) };
}

/** The rows of an entity that may be read: all, none, those whose place is listed, or all but those whose place is. */
export type RowFilter =
  | 'all'
  | 'none'
  | { readonly field: string; readonly ids: readonly string[] }
  | { readonly field: string; readonly except: readonly string[] };

export function readable(rights: Rights, entity: Entity): RowFilter {
  const { read } = entity.capabilities;
  if (!may(rights, read)) return 'none';
  if ('shared' in entity.scope) return 'all';
  const { place: kind, field } = entity.scope;
  const named = (side: 'allow' | 'deny') =>
    rights
      .filter((grant) => grant[side].some((pattern) => matches(pattern, read)))
      .map((grant) => placesOf(grant, kind));
  const listed = (places: readonly Grant['stores'][]) => [...new Set(places.flat())].filter((id) => id !== '*');
  const granted = named('allow');
  if (!granted.includes('*')) {
    return { field, ids: listed(granted).filter((id) => may(rights, read, { kind, id })) };
  }
  const denied = named('deny');
  if (denied.includes('*')) return { field, ids: [] };
  const except = listed(denied);
  return except.length === 0 ? 'all' : { field, except };
}

/** May this scope be replicated to a person? Only when every entity in it may be read there, since a scope is the same bytes for all its readers. */
export function mayHoldScope(rights: Rights, entities: readonly Entity[], scope: string): boolean {
  const [kind, id] = scope.split('/');
  const within = entities.filter((entity) =>
    'shared' in entity.scope ? entity.scope.shared === scope : id !== undefined && entity.scope.place === kind,
  );
  return (
    within.length > 0 &&
    within.every((entity) => {
      const place = 'shared' in entity.scope ? undefined : { kind: entity.scope.place, id: id ?? '' };
      return (
        scopeOf(entity, 'shared' in entity.scope ? {} : { [entity.scope.field]: id }) === scope &&
        may(rights, entity.capabilities.read, place)
      );
    })
  );
}
