import { AppError, type PlainError } from '../../../../shared/kernel/errors';
import type { Outcome } from '../../../../shared/protocol/sync';
import { places, type Row, type Sql } from '../../../../shared/store/sql';
import type { Clock } from '../../../../shared/kernel/clock';
import type { DatabaseFile } from '../database-file';
import { draftColumns, draftOf, draftValues, type MutationDraft, type OutboxEntry } from './entry';
import type { MirrorLog } from './mirror-log';

const columns = [...draftColumns, 'hash'].join(', ');

/** Where a gesture is: in exactly one place. */
export interface Found {
  readonly mid: number;
  readonly place: 'outbox' | 'archive' | 'parked';
}

/** What settling did. `missing`: numbers that the centre has settled without telling how; they stay in the outbox. */
export interface Settled {
  readonly confirmed: readonly string[];
  readonly parked: readonly string[];
  readonly missing: readonly number[];
}

/** Confirmed gestures are kept for so long: the cure for a centre that lost commits. */
const ARCHIVE_MS = 90 * 24 * 3_600_000;
/** A mirror longer than this starts again when nothing waits. */
const MIRROR_BYTES = 1_000_000;

function entryOf(row: Row): OutboxEntry {
  const state = row['state'] === 'sent' ? 'sent' : 'waiting';
  return { ...draftOf(row), mid: Number(row['mid']), state, tries: Number(row['tries']) };
}

/** The gestures of this desk on their way to the centre. */
export class Outbox {
  constructor(
    private readonly file: DatabaseFile,
    private readonly mirror: MirrorLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Durable when it resolves. The same uid again gives the entry that is there already. An error from COMMIT is settled by looking:
   * it throws (`unavailable`, `damaged`) only when the gesture is certainly not in the journal. `conflict` when the centre has settled that uid.
   */
  async append(draft: MutationDraft): Promise<OutboxEntry> {
    try {
      const { entry, clientId, isNew } = await this.file.write((sql) => this.insert(sql, draft));
      if (isNew) await this.mirror.append({ kind: 'entry', clientId, mid: entry.mid, ...draft }).catch(() => undefined);
      return entry;
    } catch (error) {
      const row = await this.rowOf(draft.uid).catch(() => undefined);
      if (row) return entryOf(row);
      throw error;
    }
  }

  /** Where the gesture of that uid is, if anywhere. */
  async find(uid: string): Promise<Found | null> {
    const [row] = await this.file.read(
      `SELECT mid, 'outbox' AS place FROM outbox WHERE uid = ? UNION ALL SELECT mid, 'archive' FROM archive WHERE uid = ?
       UNION ALL SELECT mid, 'parked' FROM parked WHERE uid = ? LIMIT 1`,
      [uid, uid, uid],
    );
    if (!row) return null;
    return { mid: Number(row['mid']), place: row['place'] as Found['place'] }; // one of the three words above
  }

  /** What waits above `aboveMid`, in order. `damaged` when an entry has changed on disk. */
  async waiting(aboveMid: number, limit: number): Promise<OutboxEntry[]> {
    const rows = await this.file.read(
      `SELECT mid, ${columns}, state, tries FROM outbox WHERE mid > ? ORDER BY mid LIMIT ?`,
      [aboveMid, limit],
    );
    return rows.map(entryOf);
  }

  /** The lowest number, taken already or the next, that no push has been answered for. */
  async firstUnsent(): Promise<number> {
    const [row] = await this.file.read(
      `SELECT coalesce((SELECT min(mid) FROM outbox WHERE state = 'waiting'), (SELECT next_mid FROM identity)) AS mid`,
    );
    return Number(row?.['mid']);
  }

  /** How many wait above `aboveMid`. */
  async count(aboveMid = 0): Promise<number> {
    const [row] = await this.file.read('SELECT count(*) AS n FROM outbox WHERE mid > ?', [aboveMid]);
    return Number(row?.['n'] ?? 0);
  }

  /** Notes that these have gone out once more. Advice for people; only `settle` moves them. */
  async markSent(mids: readonly number[]): Promise<void> {
    if (mids.length === 0) return;
    const list = places(mids.length);
    await this.file.write((sql) =>
      sql.run(`UPDATE outbox SET state = 'sent', tries = tries + 1 WHERE mid IN (${list})`, mids),
    );
  }

  /** The centre has dealt with everything up to `lmid`: parked ones go to `parked` with their error, the others to the archive. One transaction; harmless when repeated. */
  async settle(lmid: number, outcomes: readonly Outcome[]): Promise<Settled> {
    const byMid = new Map(outcomes.map((outcome) => [outcome.mid, outcome]));
    const { settled, clientId } = await this.file.write(async (sql) => {
      const client = await this.clientId(sql);
      const rows = await sql.all('SELECT mid, uid FROM outbox WHERE mid <= ? ORDER BY mid', [lmid]);
      const done: { confirmed: string[]; parked: string[]; missing: number[] } = {
        confirmed: [],
        parked: [],
        missing: [],
      };
      for (const row of rows) {
        const mid = Number(row['mid']);
        const outcome = byMid.get(mid);
        if (outcome && outcome.uid !== row['uid'])
          throw new AppError('damaged', 'an outcome is of another gesture', { reason: 'journal', mid });
        if (!outcome) done.missing.push(mid);
        else if (outcome.status === 'parked') {
          await this.park(sql, mid, outcome.error);
          done.parked.push(outcome.uid);
        } else {
          await this.archive(sql, mid);
          done.confirmed.push(outcome.uid);
        }
      }
      await sql.run('DELETE FROM archive WHERE settled < ?', [this.clock.now() - ARCHIVE_MS]);
      return { settled: done, clientId: client };
    });
    const upTo = Math.min(lmid, ...settled.missing.map((mid) => mid - 1));
    if (settled.confirmed.length + settled.parked.length > 0) await this.mirrorSettled(upTo, clientId);
    return settled;
  }

  private async insert(sql: Sql, draft: MutationDraft) {
    const clientId = await this.clientId(sql);
    const [there] = await sql.all(`SELECT mid, ${columns}, state, tries FROM outbox WHERE uid = ?`, [draft.uid]);
    if (there) return { entry: entryOf(there), clientId, isNew: false };
    const [old] = await sql.all(
      'SELECT 1 AS one FROM archive WHERE uid = ? UNION ALL SELECT 1 FROM parked WHERE uid = ?',
      [draft.uid, draft.uid],
    );
    if (old) throw new AppError('conflict', 'the centre has settled this gesture already', { reason: 'settled' });
    const [next] = await sql.all('UPDATE identity SET next_mid = next_mid + 1 RETURNING next_mid - 1 AS mid');
    const mid = Number(next?.['mid']);
    const values = draftValues(mid, draft);
    await sql.run(`INSERT INTO outbox (mid, ${columns}, state) VALUES (?, ${places(values.length)}, 'waiting')`, [
      mid,
      ...values,
    ]);
    const entry: OutboxEntry = { ...draft, mid, state: 'waiting', tries: 0 };
    return { entry, clientId, isNew: true };
  }

  private async rowOf(uid: string): Promise<Row | undefined> {
    const [row] = await this.file.read(`SELECT mid, ${columns}, state, tries FROM outbox WHERE uid = ?`, [uid]);
    return row;
  }

  private async clientId(sql: Sql): Promise<string | null> {
    const [row] = await sql.all('SELECT client_id FROM identity');
    return typeof row?.['client_id'] === 'string' ? row['client_id'] : null;
  }

  private async park(
    sql: Sql,
    mid: number,
    error: PlainError | Extract<Outcome, { status: 'parked' }>['error'],
  ): Promise<void> {
    await sql.run(
      `INSERT INTO parked (mid, ${columns}, client_id, settled, error)
       SELECT mid, ${columns}, (SELECT client_id FROM identity), ?, ? FROM outbox WHERE mid = ?`,
      [this.clock.now(), JSON.stringify(error), mid],
    );
    await sql.run('DELETE FROM outbox WHERE mid = ?', [mid]);
  }

  private async archive(sql: Sql, mid: number): Promise<void> {
    await sql.run(
      `INSERT INTO archive (mid, ${columns}, client_id, settled)
       SELECT mid, ${columns}, (SELECT client_id FROM identity), ? FROM outbox WHERE mid = ?`,
      [this.clock.now(), mid],
    );
    await sql.run('DELETE FROM outbox WHERE mid = ?', [mid]);
  }

  private async mirrorSettled(lmid: number, clientId: string | null): Promise<void> {
    await this.mirror.append({ kind: 'settled', clientId, lmid }).catch(() => undefined);
    if (this.mirror.length > MIRROR_BYTES && (await this.count()) === 0) await this.mirror.clear();
  }
}
