import { AppError, type ErrorDetails, type PlainError } from '../../../../shared/kernel/errors';
import { ledgerStates, type LedgerEntry } from '../../../../shared/protocol/ipc';
import type { Row } from '../../../../shared/store/sql';
import type { DatabaseFile } from '../database-file';
import { draftColumns, draftOf, type MutationDraft } from './entry';

export type LedgerState = LedgerEntry['state'];

/** A gesture with what became of it. `actor` is a user's id. */
export interface LedgerRow extends MutationDraft {
  readonly mid: number;
  readonly state: LedgerState;
  readonly error: PlainError | null;
  /** What a person did about a parked one. */
  readonly resolution: 'dismissed' | 'repaired' | null;
}

export interface LedgerFind {
  readonly state: LedgerState | null;
  readonly before: number | null;
  readonly limit: number;
  /** A user's id; null: everybody's. */
  readonly actor: string | null;
  /** UTC ms. */
  readonly since: number;
}

/** How many of one person, for one other where they were let through for him, are in one state. */
export interface Tally {
  readonly actor: string;
  readonly for: string | null;
  readonly state: LedgerState;
  readonly count: number;
}

export interface LedgerCounts {
  readonly waiting: number;
  /** Parked, and nobody has dealt with it. */
  readonly parked: number;
  /** When the oldest waiting one was made, UTC ms. */
  readonly oldest: number | null;
}

const columns = [...draftColumns, 'hash'].map((name) => `m.${name}`).join(', ');
const sources: Record<LedgerState, string> = {
  waiting: `SELECT m.mid, ${columns}, m.state, NULL AS error, NULL AS resolution FROM outbox m WHERE m.state = 'waiting'`,
  sent: `SELECT m.mid, ${columns}, m.state, NULL AS error, NULL AS resolution FROM outbox m WHERE m.state = 'sent'`,
  confirmed: `SELECT m.mid, ${columns}, 'confirmed' AS state, NULL AS error, NULL AS resolution FROM archive m WHERE 1 = 1`,
  parked: `SELECT m.mid, ${columns}, 'parked' AS state, m.error, m.resolution FROM parked m WHERE m.resolution IS NULL`,
  repaired: `SELECT m.mid, ${columns}, 'repaired' AS state, m.error, m.resolution FROM parked m WHERE m.resolution = 'repaired'`,
  dismissed: `SELECT m.mid, ${columns}, 'dismissed' AS state, m.error, m.resolution FROM parked m WHERE m.resolution = 'dismissed'`,
};

function errorOf(text: unknown): PlainError | null {
  if (typeof text !== 'string') return null;
  const { code, message, details } = JSON.parse(text) as PlainError & { details: ErrorDetails }; // written by Outbox.park
  return { code, message, details };
}

function rowOf(row: Row): LedgerRow {
  return {
    ...draftOf(row),
    mid: Number(row['mid']),
    state: row['state'] as LedgerState, // one of the words in `sources`
    error: errorOf(row['error']),
    resolution: row['resolution'] as LedgerRow['resolution'], // written by `resolve`
  };
}

/** What was sent, waits, was confirmed, or was parked with its reason. */
export class Ledger {
  constructor(private readonly file: DatabaseFile) {}

  /** Newest first; `before` (UTC ms) pages on; a person's are what he did, and what was let through for him. */
  async list({ state, before, limit, actor, since }: LedgerFind): Promise<LedgerRow[]> {
    const chosen = state === null ? ledgerStates : [state];
    const until = before ?? Number.MAX_SAFE_INTEGER;
    const parts = chosen.map(
      (one) =>
        `SELECT * FROM (${sources[one]} AND m.at < ? AND m.at >= ? AND (? IS NULL OR ? IN (m.actor, m.override_for)) ORDER BY m.at DESC, m.mid DESC LIMIT ?)`,
    );
    const params = chosen.flatMap(() => [until, since, actor, actor, limit]);
    const rows = await this.file.read(`${parts.join(' UNION ALL ')} ORDER BY at DESC, mid DESC LIMIT ?`, [
      ...params,
      limit,
    ]);
    return rows.map(rowOf);
  }

  /** How many there are by person and state. */
  async tally(since: number): Promise<Tally[]> {
    const parts = ledgerStates.map((one) => `SELECT actor, override_for, state, at FROM (${sources[one]})`);
    const rows = await this.file.read(
      `SELECT actor, override_for, state, count(*) AS n FROM (${parts.join(' UNION ALL ')}) WHERE at >= ?
       GROUP BY actor, override_for, state`,
      [since],
    );
    return rows.map((row) => ({
      actor: String(row['actor']),
      for: typeof row['override_for'] === 'string' ? row['override_for'] : null,
      state: row['state'] as LedgerState, // one of the words in `sources`
      count: Number(row['n']),
    }));
  }

  /** `actor` (a user's id): only refused ones are counted that he did, or that were let through for him. */
  async counts(actor: string | null = null): Promise<LedgerCounts> {
    const [row] = await this.file.read(
      `SELECT (SELECT count(*) FROM outbox) AS waiting,
       (SELECT count(*) FROM parked WHERE resolution IS NULL AND (? IS NULL OR ? IN (actor, override_for))) AS parked,
       (SELECT at FROM outbox ORDER BY mid LIMIT 1) AS oldest`,
      [actor, actor],
    );
    const oldest = row?.['oldest'];
    return {
      waiting: Number(row?.['waiting'] ?? 0),
      parked: Number(row?.['parked'] ?? 0),
      oldest: typeof oldest === 'number' ? oldest : null,
    };
  }

  /** Where a gesture of that uid stands in the ledger; null when this desk never made it. */
  async get(uid: string): Promise<LedgerRow | null> {
    const parts = ledgerStates.map((state) => `${sources[state]} AND m.uid = ?`);
    const [row] = await this.file.read(
      `${parts.join(' UNION ALL ')} LIMIT 1`,
      ledgerStates.map(() => uid),
    );
    return row ? rowOf(row) : null;
  }

  /** Is there nothing under this number of the client of now that the centre could still get? Parked, or lost with a damaged file. */
  async isGone(mid: number): Promise<boolean> {
    const [row] = await this.file.read(
      `SELECT i.next_mid > ? AND NOT EXISTS (SELECT 1 FROM outbox WHERE mid = ?)
       AND NOT EXISTS (SELECT 1 FROM archive a WHERE a.mid = ? AND coalesce(a.client_id, i.client_id) IS i.client_id) AS gone FROM identity i`,
      [mid, mid, mid],
    );
    return row?.['gone'] === 1;
  }

  /** A person has dealt with a parked gesture: let it be, or made a new one in its place. `notFound` when it is not parked or dealt with already. */
  async resolve(uid: string, resolution: 'dismissed' | 'repaired'): Promise<void> {
    const changed = await this.file.write((sql) =>
      sql.run('UPDATE parked SET resolution = ? WHERE uid = ? AND resolution IS NULL', [resolution, uid]),
    );
    if (changed === 0) throw new AppError('notFound', 'not parked', { reason: 'ledger.notParked' });
  }
}
