import Sqlite, { type Database, type Statement } from 'better-sqlite3';

export type Value = string | number | null;
export type Rows = Record<string, Value>[];

/** Settings of connections that mean nothing here, or would hit all connections of a file at once. */
const SETTINGS = /^\s*PRAGMA (query_only|journal_mode|synchronous|busy_timeout|journal_size_limit|temp_store)\b/i;
const TURN = /^(BEGIN|COMMIT|ROLLBACK)( IMMEDIATE)?;?$/;
/** Integers as integers: the driver would bind all numbers as floating point. */
const bound = (params: readonly Value[]) =>
  params.map((value) => (typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value));

/**
 * One database file in memory, for any number of connections. Once sealed, everything happens inside an outer transaction, so that a
 * history ends by one rollback and the next begins at once, with all statements still prepared. Two levels of savepoints in it stand
 * for the last checkpoint (what a power cut goes back to where commits are not flushed) and for the transaction under way.
 */
export class MemoryDatabase {
  private readonly db: Database;
  private readonly statements = new Map<string, Statement>();
  private readonly temporary = new Set<string>();
  private owner: object | null = null;
  private waiting: (() => void)[] = [];
  private sealed = false;
  private flushes = false;
  /** As its connections were opened: without `synchronous = FULL`, commits survive a power cut only once checkpointed. */
  private lazy = false;
  /** Grows whenever what is committed may have changed. */
  changes = 0;

  /** `from`: the bytes of an earlier state. */
  constructor(private readonly from?: Buffer) {
    this.db = new Sqlite(from ?? ':memory:');
  }

  /** From here on `reset` comes back to what is there now. */
  seal(): void {
    this.db.exec('BEGIN; SAVEPOINT disk');
    this.sealed = true;
  }

  reset(): void {
    this.owner = null;
    this.waiting = [];
    if (!this.sealed) return;
    this.db.exec('ROLLBACK');
    for (const sql of this.temporary) this.db.exec(sql); // outside, so that they need not be made, and everything prepared, again
    this.seal();
  }

  isOpen(connection: object): boolean {
    return this.owner === connection;
  }

  /** Runs now, or when the transaction of another connection is over. */
  inTurn(connection: object, work: () => void): void {
    if (this.owner === null || this.owner === connection) work();
    else this.waiting.push(() => this.inTurn(connection, work));
  }

  query(connection: object, sql: string, params: readonly Value[]): { rows: Rows; changes: number } {
    if (TURN.test(sql)) return this.turn(connection, sql);
    if (SETTINGS.test(sql)) {
      if (sql.startsWith('PRAGMA synchronous')) this.flushes = sql.endsWith('FULL');
      return { rows: [], changes: 0 };
    }
    if (sql.startsWith('CREATE TEMP TABLE')) this.temporary.add(sql);
    const statement = this.prepared(sql);
    const values = bound(params);
    if (!statement.reader) return { rows: [], changes: statement.run(...values).changes };
    const rows = statement.all(...values) as Rows; // rows of named columns
    return { rows, changes: rows.length };
  }

  script(sql: string): void {
    const settings = sql.split(';').filter((part) => part.trim() !== '');
    if (!settings.every((part) => /^\s*PRAGMA\b/.test(part))) return void this.db.exec(sql);
    this.flushes = false;
    this.lazy = !sql.includes('synchronous = FULL');
    if (this.sealed) return; // the connection has them already
    for (const one of settings) if (!SETTINGS.test(one)) this.db.exec(one);
  }

  /** Fails as the driver does when the statement cannot be prepared. */
  check(sql: string): void {
    if (!TURN.test(sql) && !SETTINGS.test(sql)) this.prepared(sql);
  }

  private prepared(sql: string): Statement {
    const known = this.statements.get(sql);
    if (known) return known;
    const made = this.db.prepare(sql);
    this.statements.set(sql, made);
    return made;
  }

  /** What is committed and flushed stays; a transaction under way is undone. */
  abandon(): void {
    this.changes += 1;
    this.waiting = [];
    if (this.owner === null) return;
    this.owner = null;
    this.db.exec(this.sealed ? 'ROLLBACK TO tx; RELEASE tx' : 'ROLLBACK');
  }

  /** Commits up to now survive a power cut. */
  checkpoint(): void {
    if (!this.sealed || this.owner !== null) return;
    this.act('RELEASE disk');
    this.act('SAVEPOINT disk');
  }

  powerCut(): void {
    this.abandon();
    if (this.sealed && this.lazy) this.db.exec('ROLLBACK TO disk');
  }

  isIdle(): boolean {
    return this.owner === null;
  }

  /** The bytes of the file, as committed; nothing may be under way. */
  image(): Buffer {
    if (!this.sealed || this.from === undefined) return this.db.serialize();
    this.db.exec('RELEASE disk; COMMIT'); // a database made from bytes tells only what is committed
    const bytes = this.db.serialize();
    this.seal();
    return bytes;
  }

  close(): void {
    this.db.close();
  }

  /** Changes rows as a defect would, past all gates. */
  tamper(sql: string): void {
    this.db.exec(sql);
    this.changes += 1;
  }

  /** Rows as arrays, past all gates: for the eyes of the checks only. */
  look(sql: string, params: readonly Value[] = []): Value[][] {
    return this.prepared(sql)
      .raw()
      .all(...bound(params)) as Value[][]; // see `raw`
  }

  private turn(connection: object, sql: string): { rows: Rows; changes: number } {
    const done = { rows: [], changes: 0 };
    if (sql.startsWith('BEGIN')) {
      this.act(this.sealed ? 'SAVEPOINT tx' : 'BEGIN');
      this.owner = connection;
      return done;
    }
    if (this.owner !== connection) return done;
    const isCommit = sql.startsWith('COMMIT');
    if (!this.sealed) this.act(isCommit ? 'COMMIT' : 'ROLLBACK');
    else {
      if (!isCommit) this.act('ROLLBACK TO tx');
      this.act('RELEASE tx');
    }
    this.owner = null;
    this.changes += 1;
    if (this.flushes) this.checkpoint();
    return done;
  }

  private act(sql: string): void {
    this.prepared(sql).run();
  }

  /** After the end of a transaction: those who waited, one after the other. */
  letIn(): void {
    for (let next = this.waiting.shift(); next; next = this.owner === null ? this.waiting.shift() : undefined) next();
  }
}
