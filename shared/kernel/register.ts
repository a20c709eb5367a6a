import type { Entity } from './entity';
import { AppError } from './errors';
import type { Mutation } from './mutation';

/** All nouns and verbs, looked up by name. */
export interface Domain {
  readonly entities: readonly Entity[];
  readonly mutations: readonly Mutation[];
  /** `notFound` when there is none. */
  entity(name: string): Entity;
  /** `notFound` when there is no such verb in that version. */
  mutation(name: string, version?: number): Mutation;
  /** The newest version of every verb, for a desk to tell and a centre to offer. */
  verbs(): Record<string, number>;
}

function indexed<T>(things: readonly T[], key: (thing: T) => string): Map<string, T> {
  const map = new Map<string, T>();
  for (const thing of things) {
    if (map.has(key(thing))) throw new AppError('internal', `${key(thing)} is registered twice`);
    map.set(key(thing), thing);
  }
  return map;
}

/** Throws when a name is registered twice. */
export function createDomain(entities: readonly Entity[], mutations: readonly Mutation[]): Domain {
  const byName = indexed(entities, (entity) => entity.name);
  const byVersion = indexed(mutations, (mutation) => `${mutation.name}@${mutation.version}`);
  const newest: Record<string, number> = {};
  for (const { name, version } of mutations) newest[name] = Math.max(newest[name] ?? 0, version);
  const found = <T>(thing: T | undefined, what: string): T => {
    if (thing === undefined) throw new AppError('notFound', `unknown ${what}`, { reason: 'unknownName' });
    return thing;
  };
  return {
    entities,
    mutations,
    entity: (name) => found(byName.get(name), `entity ${name}`),
    mutation: (name, version) => found(byVersion.get(`${name}@${version ?? newest[name]}`), `verb ${name}`),
    verbs: () => ({ ...newest }),
  };
}
