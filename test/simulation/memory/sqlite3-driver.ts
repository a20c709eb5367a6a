import { disk } from './disk';
import type { Gate } from './gate';
import type { MemoryDatabase, Rows, Value } from './memory-database';

/** The part of the driver `sqlite3` that the product uses, on databases in memory. Stands in its place where a simulation runs. */

type Failed = Error | null;

class Connection {
  private readonly database: MemoryDatabase;
  private readonly gate: Gate;
  private readonly life: number;

  constructor(path: string, _mode: number, done: (error: Failed) => void) {
    this.gate = disk.gateOf(path);
    this.life = this.gate.life;
    this.database = disk.database(path);
    queueMicrotask(() => done(null)); // never before the constructor has returned
  }

  prepare(sql: string, done: (error: Failed) => void): Prepared {
    const error = caught(() => this.database.check(sql));
    queueMicrotask(() => done(error));
    return new Prepared(this, sql);
  }

  exec(sql: string, done: (error: Failed) => void): void {
    this.pass(done, () => {
      const error = caught(() => this.database.script(sql));
      queueMicrotask(() => done(error));
    });
  }

  close(done: (error: Failed) => void): void {
    queueMicrotask(() => done(null));
  }

  query(sql: string, params: readonly Value[], done: (error: Failed, rows: Rows, changes: number) => void): void {
    const run = () =>
      this.database.inTurn(this, () => {
        let result: { rows: Rows; changes: number };
        try {
          result = this.database.query(this, sql, params);
        } catch (error) {
          return done(error as Error, [], 0); // the driver throws errors only
        }
        done(null, result.rows, result.changes);
        if (sql === 'COMMIT' || sql === 'ROLLBACK') this.database.letIn();
      });
    // With a WAL, undoing writes nothing: no disk can refuse it.
    this.pass(sql === 'ROLLBACK' ? run : (error) => done(error, [], 0), run);
  }

  private pass(fail: (error: Error) => void, work: () => void): void {
    this.gate.pass(work, { life: this.life, inside: this.database.isOpen(this), fail });
  }
}

class Prepared {
  constructor(
    private readonly connection: Connection,
    private readonly sql: string,
  ) {}

  all(params: readonly Value[], done: (error: Failed, rows: Rows) => void): void {
    this.connection.query(this.sql, params, done);
  }

  run(params: readonly Value[], done: (this: { changes: number }, error: Failed) => void): void {
    this.connection.query(this.sql, params, (error, _rows, changes) => done.call({ changes }, error));
  }

  finalize(done?: () => void): void {
    if (done) queueMicrotask(done);
  }
}

function caught(work: () => void): Failed {
  try {
    work();
    return null;
  } catch (error) {
    return error as Error; // the driver throws errors only
  }
}

/** In the place of the driver's default export. */
export const driver = { Database: Connection, OPEN_READWRITE: 2, OPEN_CREATE: 4 };
export { driver as default };
