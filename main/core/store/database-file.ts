import type { Row, Sql, SqlValue } from '../../../shared/store/sql';
import { openSqlite, type SqliteConnection, type SqliteOptions } from '../../../shared/store/sqlite';

/** How a transaction ended. `unknown`: its commit failed, which says nothing of whether it is in the file. */
export type Ending = 'committed' | 'undone' | 'unknown';
type Work<T> = (sql: SqliteConnection) => Promise<T>;
type OnEnd = (how: Ending) => void;

async function transaction<T>(sql: SqliteConnection, work: Work<T>, onEnd?: OnEnd): Promise<T> {
  await sql.run('BEGIN IMMEDIATE');
  let how: Ending = 'undone';
  try {
    const result = await work(sql);
    how = 'unknown';
    await sql.run('COMMIT');
    how = 'committed';
    return result;
  } catch (error) {
    await sql.run('ROLLBACK').catch(() => 0); // after some errors SQLite has rolled back by itself
    throw error;
  } finally {
    onEnd?.(how);
  }
}

/** One database file: a writer whose transactions stand in a queue, and a reader that never waits for them (WAL). */
export class DatabaseFile {
  private tail: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly writer: SqliteConnection,
    private readonly reader: SqliteConnection,
    private readonly synchronous: SqliteOptions['synchronous'],
  ) {}

  static async open(file: string, options: SqliteOptions): Promise<DatabaseFile> {
    const writer = await openSqlite(file, options);
    try {
      const reader = await openSqlite(file, { ...options, readOnly: true });
      return new DatabaseFile(writer, reader, options.synchronous);
    } catch (error) {
      await writer.close();
      throw error;
    }
  }

  /** What is committed, now. */
  read(sql: string, params: readonly SqlValue[] = []): Promise<Row[]> {
    return this.reader.all(sql, params);
  }

  /** The reading side, for code that speaks `Sql`. */
  get readSql(): Sql {
    return this.reader;
  }

  /** Runs one transaction after those before it. Whatever throws undoes all of it. `onEnd` hears how it ended before the next one begins. */
  write<T>(work: Work<T>, onEnd?: OnEnd): Promise<T> {
    return this.alone((sql) => transaction(sql, work, onEnd));
  }

  /** The same, and it survives a power cut even where the file's other commits need not. */
  writeDurably<T>(work: Work<T>, onEnd?: OnEnd): Promise<T> {
    return this.alone(async (sql) => {
      await sql.run('PRAGMA synchronous = FULL');
      try {
        return await transaction(sql, work, onEnd);
      } finally {
        await sql.run(`PRAGMA synchronous = ${this.synchronous}`);
      }
    });
  }

  /** The writing connection outside of a transaction, in its turn: for pragmas, tables, checkpoints. */
  alone<T>(work: Work<T>): Promise<T> {
    const turn = this.tail.then(() => work(this.writer));
    this.tail = turn.catch(() => undefined);
    return turn;
  }

  /** Waits for what is under way, then closes both connections. */
  async close(): Promise<void> {
    await this.tail;
    await this.reader.close();
    await this.writer.close();
  }
}
