import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Entity } from '../../shared/kernel/entity';
import type { Domain } from '../../shared/kernel/register';
import { columnsOf } from '../../shared/store/columns';
import { quoted, type Sql } from '../../shared/store/sql';
import { openSqlite, type SqliteConnection } from '../../shared/store/sqlite';
import { entitiesOf, pagesOf } from '../authority/snapshot';
import type { Database } from '../store/database';
import { epochOf } from '../store/meta';
import type { SnapshotFile } from './snapshot-file';

interface Order {
  readonly scope: string;
  readonly path: string;
  readonly signal: AbortSignal;
}

/** A new file that nobody reads before it is finished needs no journal; what is left of a broken one is thrown away. */
const FAST =
  'PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -16384';

async function copyEntity(from: Sql, into: SqliteConnection, { entity, order }: { entity: Entity; order: Order }) {
  const columns = columnsOf(entity);
  const names = columns.map(({ name }) => quoted(name));
  const typed = columns.map(({ type }, i) => `${names[i] ?? ''} ${type === 'integer' ? 'INTEGER' : 'TEXT'}`);
  await into.run(`CREATE TABLE ${quoted(entity.name)} (${typed.join(', ')})`);
  const insert = `INSERT INTO ${quoted(entity.name)} (${names.join(', ')})
    SELECT ${columns.map((_, i) => `value ->> ${i}`).join(', ')} FROM json_each(?)`;
  let count = 0;
  for await (const rows of pagesOf(from, entity, { scope: order.scope, view: null })) {
    order.signal.throwIfAborted();
    await into.run(insert, [JSON.stringify(rows)]);
    count += rows.length;
  }
  return count;
}

async function fill(from: Sql, into: SqliteConnection, { domain, order }: { domain: Domain; order: Order }) {
  const [row] = await from.all('SELECT version, sum FROM sync_scope WHERE scope = ?', [order.scope]);
  const [epoch, version] = [await epochOf(from), Number(row?.['version'] ?? 0)];
  await into.script(FAST);
  await into.run('BEGIN');
  let rows = 0;
  for (const entity of entitiesOf(domain, order.scope)) rows += await copyEntity(from, into, { entity, order });
  await into.run('CREATE TABLE meta (scope TEXT, version INTEGER, rows INTEGER, sum INTEGER, epoch TEXT)');
  const meta = [order.scope, version, rows, Number(row?.['sum'] ?? 0), epoch];
  await into.run('INSERT INTO meta (scope, version, rows, sum, epoch) VALUES (?, ?, ?, ?, ?)', meta);
  await into.run('COMMIT');
  return { epoch, version };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer); // without an encoding
  return hash.digest('hex');
}

/**
 * Writes all rows of a scope, from one state of the database, into a new SQLite file: `meta` with one row, and a table per entity with the
 * columns of `columnsOf` in storage form, without keys and indexes, rows in the order of their ids. `signal` breaks it off.
 */
export async function buildFile({ db, domain }: { db: Database; domain: Domain }, order: Order): Promise<SnapshotFile> {
  const { scope, path } = order;
  const tx = await db.openRead();
  let state: { epoch: string; version: number };
  try {
    const into = await openSqlite(path, { synchronous: 'NORMAL' });
    try {
      state = await fill(tx.sql, into, { domain, order });
    } finally {
      await into.close();
    }
  } finally {
    await tx.end();
  }
  return { ...state, scope, path, size: (await stat(path)).size, sha256: await hashOf(path) };
}
