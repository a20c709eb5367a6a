import { z } from 'zod';
import { places, type Row, type Sql, type SqlValue } from '../../../../shared/store/sql';
import type { DatabaseFile } from '../database-file';
import { draftColumns, draftOf, entryHash, isIntact } from './entry';
import { GIVEN_UP, type MirrorLog } from './mirror-log';

const columns = [...draftColumns, 'hash'].join(', ');
const KEY = 'rekey';

/** A change of client that has begun: written down before anybody is told, so that it is finished whatever happens. */
const pendingSchema = z.object({ incarnation: z.string() });

/** Under which client and numbers the gestures of this desk go on. */
export interface NewNumbers {
  readonly clientId: string;
  readonly epoch: string;
  /** The name of these files from now on. */
  readonly incarnation: string;
  /** uids in the outbox that the centre has dealt with so long ago that it has forgotten them. */
  readonly settled: ReadonlySet<string>;
  /** uids in the archive whose effect the centre has lost: they wait again, before all that waits. */
  readonly lost: ReadonlySet<string>;
  /** UTC ms. */
  readonly now: number;
}

/** What was done. */
export interface Renumbered {
  readonly waiting: number;
  readonly revived: number;
  readonly dropped: number;
}

/** A confirmed gesture, as recovery asks about it. */
export interface ArchivedName {
  readonly uid: string;
  readonly mid: number;
  readonly clientId: string | null;
}

interface Numbered {
  readonly mid: number;
  readonly values: readonly SqlValue[];
}

/** Gives the gestures of this desk to another client, behind confirmed ones that the centre has lost. Their uids, order and signatures stay. */
export class Renumbering {
  constructor(
    private readonly file: DatabaseFile,
    private readonly mirror: MirrorLog,
  ) {}

  /** The incarnation to which a change has begun; null when none has. */
  async pending(): Promise<string | null> {
    const [row] = await this.file.read('SELECT value FROM setting WHERE key = ?', [KEY]);
    return row ? pendingSchema.parse(JSON.parse(String(row['value']))).incarnation : null;
  }

  /** Durable when it resolves. */
  async begin(incarnation: string): Promise<void> {
    await this.file.write((sql) =>
      sql.run('INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value', [
        KEY,
        JSON.stringify({ incarnation }),
      ]),
    );
  }

  /** Everything that was confirmed within the archive's time, oldest first. */
  async archived(): Promise<ArchivedName[]> {
    const rows = await this.file.read('SELECT uid, mid, client_id FROM archive ORDER BY rowid');
    return rows.map((row) => ({
      uid: String(row['uid']),
      mid: Number(row['mid']),
      clientId: typeof row['client_id'] === 'string' ? row['client_id'] : null,
    }));
  }

  /** One transaction. Repeating it with the same answers of the centre gives the same. The mirror knows both numberings until it is done. */
  async apply(order: NewNumbers): Promise<Renumbered> {
    const [identity] = await this.file.read('SELECT client_id FROM identity');
    const before = typeof identity?.['client_id'] === 'string' ? identity['client_id'] : null;
    await this.mirrorNew(order);
    const done = await this.file.write((sql) => this.renumber(sql, order, before));
    const over = new Set([null, before]); // all that waits stands in the mirror under its new number
    for (const clientId of over) await this.mirrorSettled(clientId, GIVEN_UP);
    return done;
  }

  private async mirrorSettled(clientId: string | null, lmid: number): Promise<void> {
    await this.mirror.append({ kind: 'settled', clientId, lmid }).catch(() => undefined);
  }

  private async mirrorNew(order: NewNumbers): Promise<void> {
    const { moving } = await this.plan({ all: (text, params) => this.file.read(text, params) }, order);
    for (const [at, row] of moving.entries()) {
      const entry = { kind: 'entry', clientId: order.clientId, mid: at + 1, ...draftOf(row) } as const;
      await this.mirror.append(entry).catch(() => undefined); // the journal is what counts
    }
  }

  /** What gets a new number, in order, and what is only to be put away. */
  private async plan(sql: Pick<Sql, 'all'>, order: NewNumbers) {
    const chosen = 'uid IN (SELECT value FROM json_each(?))';
    const lost = await sql.all(`SELECT mid, ${columns} FROM archive WHERE ${chosen} ORDER BY rowid`, [
      JSON.stringify([...order.lost]),
    ]);
    const waiting = await sql.all(`SELECT mid, ${columns} FROM outbox ORDER BY mid`);
    const revived = lost.filter(isIntact); // one that has changed on disk must not be sent
    const dropped = waiting.filter(({ uid }) => order.settled.has(String(uid)));
    const rest = waiting.filter(({ uid }) => !order.settled.has(String(uid)));
    return { revived, dropped, moving: [...revived, ...rest] };
  }

  private async renumber(sql: Sql, order: NewNumbers, before: string | null): Promise<Renumbered> {
    const { revived, dropped, moving } = await this.plan(sql, order);
    await archiveAll(sql, dropped, { before, now: order.now });
    await sql.run('DELETE FROM archive WHERE uid IN (SELECT value FROM json_each(?))', [
      JSON.stringify(revived.map(({ uid }) => uid)),
    ]);
    await sql.run('DELETE FROM outbox');
    const numbered = moving.map((row, at) => numberedAs(at + 1, row));
    for (const { mid, values } of numbered) {
      const text = `INSERT INTO outbox (mid, ${columns}, state) VALUES (?, ${places(values.length)}, 'waiting')`;
      await sql.run(text, [mid, ...values]);
    }
    for (const table of ['archive', 'parked'])
      await sql.run(`UPDATE ${table} SET client_id = ? WHERE client_id IS NULL`, [before]);
    await sql.run('UPDATE identity SET client_id = ?, epoch = ?, incarnation = ?, next_mid = ?', [
      order.clientId,
      order.epoch,
      order.incarnation,
      moving.length + 1,
    ]);
    await sql.run('DELETE FROM setting WHERE key = ?', [KEY]);
    return { waiting: moving.length, revived: revived.length, dropped: dropped.length };
  }
}

/** The hash of an entry covers its number. */
function numberedAs(mid: number, row: Row): Numbered {
  draftOf(row); // `damaged` when it has changed on disk: then nothing is touched
  const values = draftColumns.map((name) => row[name] ?? null);
  return { mid, values: [...values, entryHash(mid, values)] };
}

async function archiveAll(
  sql: Sql,
  rows: readonly Row[],
  { before, now }: { before: string | null; now: number },
): Promise<void> {
  for (const row of rows) {
    await sql.run(
      `INSERT INTO archive (mid, ${columns}, client_id, settled) SELECT mid, ${columns}, ?, ? FROM outbox WHERE uid = ?`,
      [before, now, row['uid'] ?? null],
    );
  }
}
