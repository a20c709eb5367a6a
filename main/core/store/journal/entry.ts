import { createHash } from 'node:crypto';
import { AppError, type Json } from '../../../../shared/kernel/errors';
import type { Override } from '../../../../shared/protocol/override';
import type { Row, SqlValue } from '../../../../shared/store/sql';

/** A gesture before it has its number. `args` are parsed and plain JSON. */
export interface MutationDraft {
  readonly uid: string;
  readonly name: string;
  readonly ver: number;
  readonly args: Json;
  readonly actor: string;
  /** UTC ms, by this desk's clock. */
  readonly at: number;
  readonly deps: readonly string[];
  /** The actor's Ed25519 signature of `mutationText`, hex; null in entries of a version that did not sign yet. */
  readonly sig: string | null;
  /** Where the actor let it through for a colleague who may not. */
  readonly override?: Override;
}

/** A gesture as it waits for the centre: numbered without holes per client. */
export interface OutboxEntry extends MutationDraft {
  readonly mid: number;
  readonly state: 'waiting' | 'sent';
  readonly tries: number;
}

/** In this order, and in `draftValues`; the hash follows. `args` and `deps` are JSON text. */
export const draftColumns = [
  'uid',
  'name',
  'ver',
  'args',
  'actor',
  'at',
  'deps',
  'sig',
  'override_for',
  'override_reason',
] as const;

/**
 * A SHA-256 over number and content: SQLite's own check misses most flipped bits. What came later counts only where it is there: without
 * an override, and without a signature, it is the hash of before there were any.
 */
export function entryHash(mid: number, values: readonly SqlValue[]): string {
  const end = values.length - [...values].reverse().findIndex((value) => value !== null);
  const said = values.slice(0, end);
  return createHash('sha256')
    .update(JSON.stringify([mid, ...said]))
    .digest('hex');
}

/** Content and hash, ready to be bound. The mirror of a version that did not sign has no `sig` at all. */
export function draftValues(mid: number, draft: Omit<MutationDraft, 'sig'> & { sig?: string | null }): SqlValue[] {
  const { uid, name, ver, args, actor, at, deps, override } = draft;
  const values: SqlValue[] = [uid, name, ver, JSON.stringify(args), actor, at, JSON.stringify(deps), draft.sig ?? null];
  values.push(override?.for ?? null, override?.reason ?? null);
  return [...values, entryHash(mid, values)];
}

/** Is a row of outbox, archive or parked what was once written? */
export function isIntact(row: Row): boolean {
  const values = draftColumns.map((name) => row[name] ?? null);
  return entryHash(Number(row['mid']), values) === row['hash'];
}

/** The gesture in a row; `damaged` with the mid when the row is not what was once written. */
export function draftOf(row: Row): MutationDraft {
  if (!isIntact(row)) {
    throw new AppError('damaged', 'an entry of the journal has changed on disk', {
      reason: 'journal',
      mid: row['mid'] ?? null,
    });
  }
  return {
    uid: String(row['uid']),
    name: String(row['name']),
    ver: Number(row['ver']),
    args: JSON.parse(String(row['args'])) as Json, // written by JSON.stringify, and its hash is right
    actor: String(row['actor']),
    at: Number(row['at']),
    deps: JSON.parse(String(row['deps'])) as string[], // see args
    sig: typeof row['sig'] === 'string' ? row['sig'] : null,
    ...(typeof row['override_for'] === 'string'
      ? { override: { for: row['override_for'], reason: String(row['override_reason']) } }
      : {}),
  };
}
