import type { z } from 'zod';
import type { Entity, RecordOf } from './entity';
import type { Json } from './errors';
import type { Condition } from './query';

/**
 * A fact has happened in the world and is never refused for a business reason; a request may be refused and is then parked;
 * an edit carries only changed fields with the values they were changed from.
 */
export type MutationKind = 'fact' | 'request' | 'edit';

/** The store as a verb sees it, on the desk and at the centre. Reads inside a verb lock what they read at the centre. */
export interface Tx {
  get<E extends Entity>(entity: E, id: string): Promise<RecordOf<E> | null>;
  /** At most `limit` (default 1,000) records, ordered by id. */
  find<E extends Entity>(entity: E, where: readonly Condition[], limit?: number): Promise<RecordOf<E>[]>;
  /** Inserts or replaces a whole record. Validated; `forbidden` where the actor has no right at the record's place. */
  put<E extends Entity>(entity: E, record: RecordOf<E>): Promise<void>;
  /** Changes some fields. `notFound` when there is no such record. */
  patch<E extends Entity>(entity: E, id: string, changes: Partial<Omit<RecordOf<E>, 'id'>>): Promise<void>;
  remove(entity: Entity, id: string): Promise<void>;
}

/** What a verb knows beside its arguments: the same on the desk, at the centre and at every replay. */
export interface MutationContext {
  /** The person whose act this is. */
  readonly actor: string;
  /** When the person acted, UTC ms, by the desk's clock: for people to read, never for order. */
  readonly at: number;
  /** The gesture's identifier; derive further ids from it. */
  readonly uid: string;
  /** The desk that it came from, as the centre has proved it; left out on the desk, which does nothing in the name of another. */
  readonly desk?: string;
}

/** Arguments of a version in the shape of the next one. Pure; what it is given has not been parsed. */
export type Upcast = (args: Json) => Json;

/** A verb: a pure function of transaction and arguments. No clock, no randomness, no I/O. */
export interface Mutation<A = unknown> {
  readonly name: string;
  readonly version: number;
  readonly kind: MutationKind;
  readonly capability: string;
  readonly args: z.ZodType<A>;
  /** By the version they come from: `1` makes arguments of version 1 into those of version 2. Kept as long as an outbox may hold that version. */
  readonly upcasts?: Readonly<Record<number, Upcast>>;
  /** Throws an AppError to refuse; everything that it wrote is then undone. */
  run(tx: Tx, args: A, context: MutationContext): Promise<void>;
}

export type ArgsOf<M> = M extends Mutation<infer A> ? A : never;

/** Declares a verb. Its name is `<entity>.<verb>`; its capability is `<area>.<entity>.<verb>`. */
export function defineMutation<A>(mutation: Mutation<A>): Mutation<A> {
  return mutation;
}
