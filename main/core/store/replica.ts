import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entity } from '../../../shared/kernel/entity';
import { AppError } from '../../../shared/kernel/errors';
import type { Domain } from '../../../shared/kernel/register';
import type { Sql } from '../../../shared/store/sql';
import { DatabaseFile, type Ending } from './database-file';
import { asDiskFault, unlessDamaged } from './disk-faults';
import { endBulk, openBulks } from './replica/bulk-load';
import { twinTable } from './replica/capture-triggers';
import { Footprints } from './replica/footprints';
import { quarantine } from './replica/quarantine';
import { ReplicaTx } from './replica/replica-tx';
import { readCursors, readState, type Cursor, type ReplicaState } from './replica/state';
import { replicaSchema } from './replica/tables';
import { upgradeTables } from './replica/upgrade';
import { quoted } from '../../../shared/store/sql';

/** The desk's copy of the centre's rows with the waiting gestures on top: `replica.db` (WAL, synchronous NORMAL), rebuildable at any time. */
export class Replica {
  private readonly footprints = new Footprints();

  constructor(
    readonly domain: Domain,
    private readonly file: DatabaseFile,
  ) {}

  /** What is committed, read beside the writer. */
  get reader(): Sql {
    return this.file.readSql;
  }

  /** One transaction, after those before it (BEGIN IMMEDIATE). Whatever throws undoes all of it. */
  write<T>(work: (tx: ReplicaTx) => Promise<T>): Promise<T> {
    return this.file.write((sql) => work(this.tx(sql)), this.onEnd);
  }

  /** The same, and safe from a power cut when it resolves: before the journal forgets what only this transaction shows. */
  writeDurably<T>(work: (tx: ReplicaTx) => Promise<T>): Promise<T> {
    return this.file.writeDurably((sql) => work(this.tx(sql)), this.onEnd);
  }

  /** Builds what `ReplicaTx.beginBulk` took off, in many transactions: saves go between them. */
  endBulk(entity: Entity): Promise<void> {
    return endBulk(entity, (step) => this.write(({ sql }) => step(sql)));
  }

  /** While `work` runs, transactions see the tables of another SQLite file as `loaded`, for `ReplicaTx.applyAttached`. One at a time. */
  async withAttached<T>(path: string, work: () => Promise<T>): Promise<T> {
    await this.file.alone((sql) => sql.run('ATTACH ? AS loaded', [path]));
    try {
      return await work();
    } finally {
      await this.file.alone((sql) => sql.run('DETACH loaded'));
    }
  }

  state(): Promise<ReplicaState> {
    return readState(this.reader);
  }

  cursors(): Promise<Cursor[]> {
    return readCursors(this.reader);
  }

  /** Which of these rows have changes that wait for the centre. */
  async pending(entity: Entity, ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    const rows = await this.reader.all(
      `SELECT "id" FROM ${quoted(twinTable(entity))} WHERE "id" IN (SELECT value FROM json_each(?))`,
      [JSON.stringify(ids)],
    );
    return rows.map(({ id }) => String(id));
  }

  /** Rows held of an entity: all, or those of some scopes. Kept, never counted. */
  async count(entity: Entity, scopes: readonly string[] | null = null): Promise<number> {
    const within = scopes === null ? '' : ' AND scope IN (SELECT value FROM json_each(?))';
    const params = scopes === null ? [entity.name] : [entity.name, JSON.stringify(scopes)];
    const [row] = await this.reader.all(`SELECT total(n) AS n FROM _count WHERE entity = ?${within}`, params);
    return Number(row?.['n'] ?? 0);
  }

  private readonly onEnd = (how: Ending) => this.footprints.ended(how);

  private tx(sql: Sql): ReplicaTx {
    return new ReplicaTx(sql, this.domain, this.footprints);
  }

  /** Waits for what is under way. */
  close(): Promise<void> {
    return this.file.close();
  }
}

const replicaFile = (folder: string) => join(folder, 'replica.db');

/** Is the file now of this domain's tables? What the database itself will not do is no reason for a desk not to open: the file is set aside then. */
async function upgraded(file: DatabaseFile, domain: Domain): Promise<boolean> {
  try {
    return await file.write((sql) => upgradeTables(sql, domain));
  } catch (error) {
    if (error instanceof AppError && error.code === 'internal') return false;
    throw error;
  }
}

async function openFile(folder: string, domain: Domain): Promise<DatabaseFile | null> {
  const file = await DatabaseFile.open(replicaFile(folder), { synchronous: 'NORMAL' });
  try {
    const { statements, hash } = replicaSchema(domain);
    // REPLACE must tell the capture triggers what it removes; there are no foreign keys here that could cascade past them.
    await file.alone((sql) =>
      sql.script(
        'PRAGMA recursive_triggers = ON; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -64000; PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864;',
      ),
    );
    const [made] = await file.read("SELECT 1 AS one FROM sqlite_master WHERE name = '_state'");
    const [state] = made ? await file.read('SELECT schema FROM _state') : [];
    if (state?.['schema'] === hash) {
      // What cannot be opened for writing just now, SQLite opens for reading only, without a word: better no file than such a one.
      await file.write((sql) => sql.run('UPDATE _state SET capture = capture WHERE 0'));
      return file;
    }
    if (state) {
      if (await upgraded(file, domain)) return file;
      await file.close();
      return null;
    }
    await file.write(async (sql) => {
      for (const statement of statements) await sql.run(statement);
    });
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/**
 * A file of other tables is upgraded where it lies. One that is no database, or cannot be upgraded, is set aside and a new one begun: its rows
 * come again from the centre, the waiting gestures from the journal.
 */
async function openOrBegin(folder: string, domain: Domain): Promise<DatabaseFile> {
  const file = await unlessDamaged(() => openFile(folder, domain));
  if (file) return file;
  await quarantine(replicaFile(folder));
  const begun = await openFile(folder, domain);
  if (!begun) throw new AppError('internal', 'a new replica is of another schema');
  return begun;
}

/** Opens the replica in a desk's folder, made when missing, and finishes a load that was cut short. */
export function openReplica(folder: string, domain: Domain): Promise<Replica> {
  return asDiskFault(() => open(folder, domain));
}

async function open(folder: string, domain: Domain): Promise<Replica> {
  await mkdir(folder, { recursive: true });
  const replica = new Replica(domain, await openOrBegin(folder, domain));
  try {
    const cut = await openBulks(replica.reader);
    for (const name of cut) await replica.endBulk(domain.entity(name));
    return replica;
  } catch (error) {
    await replica.close();
    throw error;
  }
}
