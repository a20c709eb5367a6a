import { Sequelize } from 'sequelize';
import type { Sql } from '../../shared/store/sql';
import { SqliteConnection, sqliteDialect } from '../../shared/store/sqlite';
import type { Database, ReadTx } from './database';
import { createHandlePool, type HandlePool } from './handle-pool';
import { createLane } from './lane';

/** Readers beside the one writer: pulls and snapshot streams. */
const READERS = 16;

/** Sequelize keeps SQLite connections by name and hands out the driver's own; its types say neither. */
interface NamedConnections {
  getConnection(options: { uuid: string }): Promise<ConstructorParameters<typeof SqliteConnection>[0]>;
}

async function within<T>(sql: Sql, begin: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  await sql.run(begin);
  try {
    const value = await work(sql);
    await sql.run('COMMIT');
    return value;
  } catch (error) {
    // SQLite ends the transaction by itself after some faults; the first error is the one to tell.
    await sql.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

type Readers = HandlePool<SqliteConnection>;

function readersOf(open: (name: string) => Promise<SqliteConnection>): Readers {
  return createHandlePool(async (index) => {
    const reader = await open(`reader-${index}`);
    await reader.script('PRAGMA query_only = ON');
    return reader;
  }, READERS);
}

/** With a reader of the pool, given back whatever happens. */
async function reading<T>(readers: Readers, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = await readers.take();
  try {
    return await work(sql);
  } finally {
    readers.give(sql);
  }
}

/** The embedded database: one file, one writer at a time, readers that never wait for it. `damaged` when the file is no database. */
export async function openSqliteDatabase(file: string): Promise<Database> {
  const dialectModule = sqliteDialect({ synchronous: 'FULL' });
  const sequelize = new Sequelize({ dialect: 'sqlite', storage: file, logging: false, dialectModule });
  const connections = sequelize.connectionManager as unknown as NamedConnections; // see NamedConnections
  const open = async (uuid: string) => new SqliteConnection(await connections.getConnection({ uuid }));
  const writer = await open('writer');
  await writer.script('PRAGMA cache_size = -32768; PRAGMA journal_size_limit = 67108864');
  const lane = createLane();
  const readers = readersOf(open);

  async function openRead(): Promise<ReadTx> {
    const sql = await readers.take();
    try {
      await sql.run('BEGIN');
    } catch (error) {
      readers.give(sql);
      throw error;
    }
    return {
      sql,
      async end() {
        await sql.run('COMMIT').catch(() => undefined);
        readers.give(sql);
      },
    };
  }

  return {
    dialect: 'sqlite',
    write: (work) => lane.run(() => within(writer, 'BEGIN IMMEDIATE', work)),
    look: (text, params = []) => reading(readers, (sql) => sql.all(text, params)),
    async read(work) {
      const { sql, end } = await openRead();
      try {
        return await work(sql);
      } finally {
        await end();
      }
    },
    openRead,
    async close() {
      await lane.run(async () => undefined);
      await Promise.all([...readers.all(), writer].map((connection) => connection.close()));
    },
  };
}
