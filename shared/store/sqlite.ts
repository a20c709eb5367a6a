import sqlite3 from 'sqlite3';
import { AppError } from '../kernel/errors';
import type { Row, Sql, SqlValue } from './sql';

/** The one file that names the SQLite driver. */

export interface SqliteOptions {
  /** FULL: a commit survives a power cut. NORMAL: for what can be rebuilt. */
  readonly synchronous: 'FULL' | 'NORMAL';
  readonly readOnly?: boolean;
}

/** What every connection of ours is told first. Sequelize opens one per transaction, so it belongs into the driver, not into a hook. */
export function pragmas({ synchronous, readOnly = false }: SqliteOptions): string {
  const lines = ['busy_timeout = 5000', `synchronous = ${synchronous}`, 'foreign_keys = ON', 'trusted_schema = OFF'];
  const writing = ['journal_mode = WAL', `secure_delete = ${synchronous === 'FULL' ? 'ON' : 'FAST'}`];
  return [...lines, ...(readOnly ? ['query_only = ON'] : writing)].map((line) => `PRAGMA ${line};`).join('\n');
}

/** A `dialectModule` for Sequelize whose connections all have our pragmas, inside transactions too. */
export function sqliteDialect(options: SqliteOptions): object {
  class Database extends sqlite3.Database {
    constructor(file: string, mode: number, done: (error: Error | null) => void) {
      super(file, mode, (error) => {
        if (error) done(error);
        else this.exec(pragmas(options), (failed) => done(failed));
      });
    }
  }
  return { ...sqlite3, Database };
}

const CORRUPT = new Set(['SQLITE_CORRUPT', 'SQLITE_NOTADB']);
const DISK = new Set(['SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_CANTOPEN', 'SQLITE_READONLY', 'SQLITE_BUSY']);

/** `damaged` for a broken file, `unavailable` for a full or failing disk; anything else is a defect and keeps its message. */
function appError(error: Error): AppError {
  const code = 'code' in error ? String(error.code) : '';
  if (CORRUPT.has(code)) return new AppError('damaged', error.message, { reason: 'file' });
  if (DISK.has(code)) return new AppError('unavailable', error.message, { reason: 'disk' });
  return new AppError('internal', error.message);
}

/** Statements kept prepared on a connection. */
const KEPT = 200;

/** A connection without a layer between: for the desk's replica and its reads, where each microsecond is paid a million times. */
export class SqliteConnection implements Sql {
  readonly dialect = 'sqlite';
  private readonly statements = new Map<string, sqlite3.Statement>();
  /** Calls under way: the driver refuses to close while one of them holds a statement. */
  private busy = 0;
  private closed = false;
  private onIdle: () => void = () => undefined;

  constructor(private readonly database: sqlite3.Database) {}

  all(sql: string, params: readonly SqlValue[] = []): Promise<Row[]> {
    return this.call(sql, (statement, resolve, reject) => {
      statement.all<Row>([...params], (error, rows) => (error ? reject(appError(error)) : resolve(rows)));
    });
  }

  run(sql: string, params: readonly SqlValue[] = []): Promise<number> {
    return this.call(sql, (statement, resolve, reject) => {
      statement.run([...params], function (error) {
        if (error) reject(appError(error));
        else resolve(this.changes);
      });
    });
  }

  /** Several statements without parameters. */
  script(sql: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.database.exec(sql, (error) => (error ? reject(appError(error)) : resolve()));
    });
  }

  /** Waits for the calls under way; later ones are refused (`unavailable`). */
  async close(): Promise<void> {
    this.closed = true;
    if (this.busy > 0) await new Promise<void>((resolve) => (this.onIdle = resolve));
    const statements = [...this.statements.values()];
    this.statements.clear();
    await Promise.all(statements.map((one) => new Promise<void>((resolve) => void one.finalize(() => resolve()))));
    await new Promise<void>((resolve, reject) => {
      this.database.close((error) => (error ? reject(appError(error)) : resolve()));
    });
  }

  private async call<T>(
    sql: string,
    work: (statement: sqlite3.Statement, resolve: (value: T) => void, reject: (error: Error) => void) => void,
  ): Promise<T> {
    if (this.closed) throw new AppError('unavailable', 'The database is closed', { reason: 'closed' });
    this.busy += 1;
    try {
      const statement = await this.prepared(sql);
      return await new Promise<T>((resolve, reject) => work(statement, resolve, reject));
    } finally {
      this.busy -= 1;
      if (this.busy === 0) this.onIdle();
    }
  }

  private async prepared(sql: string): Promise<sqlite3.Statement> {
    const kept = this.statements.get(sql);
    if (kept) {
      this.statements.delete(sql);
      this.statements.set(sql, kept);
      return kept;
    }
    const statement = await new Promise<sqlite3.Statement>((resolve, reject) => {
      const made = this.database.prepare(sql, (error: Error | null) =>
        error ? reject(appError(error)) : resolve(made),
      );
    });
    this.forget();
    const meanwhile = this.statements.get(sql);
    if (meanwhile) statement.finalize();
    else this.statements.set(sql, statement);
    return meanwhile ?? statement;
  }

  private forget(): void {
    const [oldest] = this.statements;
    if (this.statements.size < KEPT || !oldest) return;
    this.statements.delete(oldest[0]);
    oldest[1].finalize();
  }
}

/** Opens a file, made when missing unless `readOnly`. `damaged` when it is no database. */
export async function openSqlite(file: string, options: SqliteOptions): Promise<SqliteConnection> {
  const mode = options.readOnly === true ? sqlite3.OPEN_READWRITE : sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE;
  const database = await new Promise<sqlite3.Database>((resolve, reject) => {
    const made = new sqlite3.Database(file, mode, (error) => (error ? reject(appError(error)) : resolve(made)));
  });
  const connection = new SqliteConnection(database);
  try {
    await connection.script(pragmas(options));
  } catch (error) {
    await connection.close();
    throw error;
  }
  return connection;
}
