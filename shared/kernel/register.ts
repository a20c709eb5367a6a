import type { Entity } from './entity';
import { AppError, type Json } from './errors';
import type { Mutation } from './mutation';

/** A gesture's verb with its arguments, as they were made. */
interface Made {
  readonly name: string;
  readonly ver: number;
  readonly args: Json;
}

/** The columns of all tables, by entity: `text`, `integer` or `json`; a question mark where a column may be empty. */
export type Shape = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Which tables a domain makes, and which the ones before it made. */
interface Generations {
  /** Rises with every change of a table that has been released; both ends stamp it into what they keep. */
  readonly version: number;
  /** The shapes of versions that desks may still be of, by version. */
  readonly former: Readonly<Record<number, Shape>>;
}

/** All nouns and verbs, looked up by name. */
export interface Domain extends Generations {
  readonly entities: readonly Entity[];
  readonly mutations: readonly Mutation[];
  /** `notFound` when there is none. */
  entity(name: string): Entity;
  /** `notFound` when there is no such verb in that version. */
  mutation(name: string, version?: number): Mutation;
  /**
   * The verb that runs a gesture as it was made, and the arguments for it: those of a version that is no longer registered are upcast, step by
   * step. The gesture itself stays as it was signed. `notFound` for an unknown verb or a version that nothing upcasts, `upgradeRequired`
   * (`newerVerb`) for a version newer than is known here, `invalid` for arguments that cannot be upcast.
   */
  understand(made: Made): { readonly verb: Mutation; readonly args: Json };
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

function upcast(verb: Mutation, { ver, args }: Made): Json {
  const step = verb.upcasts?.[ver];
  if (!step) throw new AppError('notFound', `unknown verb ${verb.name}@${ver}`, { reason: 'unknownName' });
  try {
    return step(args);
  } catch {
    // An upcaster sees arguments before any schema does: whatever it stumbles over is wrong in them.
    throw new AppError('invalid', `${verb.name}@${ver} cannot be upcast`, { reason: 'invalid' });
  }
}

/** Throws when a name is registered twice. */
export function createDomain(
  entities: readonly Entity[],
  mutations: readonly Mutation[],
  { version = 1, former = {} }: Partial<Generations> = {},
): Domain {
  const byName = indexed(entities, (entity) => entity.name);
  const byVersion = indexed(mutations, (mutation) => `${mutation.name}@${mutation.version}`);
  const newest: Record<string, number> = {};
  for (const { name, version } of mutations) newest[name] = Math.max(newest[name] ?? 0, version);
  const found = <T>(thing: T | undefined, what: string): T => {
    if (thing === undefined) throw new AppError('notFound', `unknown ${what}`, { reason: 'unknownName' });
    return thing;
  };
  const mutation = (name: string, version = newest[name]) => found(byVersion.get(`${name}@${version}`), `verb ${name}`);
  const understand: Domain['understand'] = (made) => {
    const exact = byVersion.get(`${made.name}@${made.ver}`);
    if (exact) return { verb: exact, args: made.args };
    const current = mutation(made.name);
    if (made.ver > current.version) {
      throw new AppError('upgradeRequired', `${made.name}@${made.ver} is newer`, { reason: 'newerVerb' });
    }
    return understand({ ...made, ver: made.ver + 1, args: upcast(current, made) });
  };
  return {
    entities,
    mutations,
    version,
    former,
    entity: (name) => found(byName.get(name), `entity ${name}`),
    mutation,
    understand,
    verbs: () => ({ ...newest }),
  };
}
