import type { Entity } from '../../shared/kernel/entity';

/**
 * Who may what, told a second time from the words of `security.md`, sharing no code with the product: capabilities are granted to
 * roles, roles to people; each grant is scoped by store and warehouse; allow and deny, deny wins whatever the order; default deny.
 */
export interface ModelGrant {
  readonly allow: readonly string[];
  readonly deny: readonly string[];
  /** Ids, or `*` among them for every one. */
  readonly stores: readonly string[];
  readonly warehouses: readonly string[];
}

/** A person is the sum of what was granted to him. */
export type ModelPerson = readonly ModelGrant[];

export interface ModelPlace {
  readonly kind: 'store' | 'warehouse';
  readonly id: string;
}

/** A star as last word stands for one word or more. */
function speaksOf(pattern: string, capability: string): boolean {
  const said = pattern.split('.');
  const asked = capability.split('.');
  for (const [at, word] of said.entries()) {
    if (word === '*') return at < asked.length;
    if (word !== asked[at]) return false;
  }
  return said.length === asked.length;
}

function holdsAt({ stores, warehouses }: ModelGrant, { kind, id }: ModelPlace): boolean {
  return { store: stores, warehouse: warehouses }[kind].some((place) => place === '*' || place === id);
}

function mayAt(person: ModelPerson, capability: string, place: ModelPlace): boolean {
  let allowed = false;
  for (const grant of person) {
    if (!holdsAt(grant, place)) continue;
    if (grant.deny.some((pattern) => speaksOf(pattern, capability))) return false;
    allowed ||= grant.allow.some((pattern) => speaksOf(pattern, capability));
  }
  return allowed;
}

/** A place that no grant names: whoever may there, may everywhere. */
const elsewhere: readonly ModelPlace[] = [
  { kind: 'store', id: 'a store of tomorrow' },
  { kind: 'warehouse', id: 'a warehouse of tomorrow' },
];

/** May he do it there, or (place null) at any place at all? */
export function modelMay(person: ModelPerson, capability: string, place: ModelPlace | null): boolean {
  if (place) return mayAt(person, capability, place);
  const named: ModelPlace[] = [
    ...person.flatMap(({ stores }) => stores).map((id) => ({ kind: 'store' as const, id })),
    ...person.flatMap(({ warehouses }) => warehouses).map((id) => ({ kind: 'warehouse' as const, id })),
  ];
  return [...named, ...elsewhere].some((one) => mayAt(person, capability, one));
}

/** Where a row of an entity lies; null for rows that all share. */
export function modelPlace(entity: Entity, row: Readonly<Record<string, unknown>>): ModelPlace | null {
  if ('shared' in entity.scope) return null;
  return { kind: entity.scope.place, id: String(row[entity.scope.field]) };
}

/** A scope is held when every kind of row in it may be read there. */
export function modelHolds(person: ModelPerson, entities: readonly Entity[], scope: string): boolean {
  const slash = scope.indexOf('/');
  const place = slash < 0 ? null : { kind: scope.slice(0, slash) as ModelPlace['kind'], id: scope.slice(slash + 1) }; // scopes of places begin with their kind
  const inside = entities.filter(({ scope: rule }) =>
    place ? 'place' in rule && rule.place === place.kind : 'shared' in rule && rule.shared === scope,
  );
  return inside.length > 0 && inside.every(({ capabilities }) => modelMay(person, capabilities.read, place));
}
