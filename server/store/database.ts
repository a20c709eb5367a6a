import type { Row, Sql, SqlValue } from '../../shared/store/sql';

/** A transaction that only reads and sees one state of the database, however long it lasts. */
export interface ReadTx {
  readonly sql: Sql;
  readonly end: () => Promise<void>;
}

/** The centre's database. PostgreSQL and SQLite behave alike through it. */
export interface Database {
  readonly dialect: Sql['dialect'];
  /** One transaction that writes: READ COMMITTED on PostgreSQL, BEGIN IMMEDIATE on SQLite. Whatever `work` throws undoes all of it. */
  write<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** One statement that reads, by itself: it sees a single state without a transaction around it. */
  readonly look: (sql: string, params?: readonly SqlValue[]) => Promise<Row[]>;
  /** One transaction that sees a single state. */
  read<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** The same, held open for a stream; the caller ends it. */
  openRead(): Promise<ReadTx>;
  close(): Promise<void>;
}
