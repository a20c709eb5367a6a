import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openSqlite } from '../../../shared/store/sqlite';
import type { Row, Sql, SqlValue } from '../../../shared/store/sql';
import { startCentre, type Centre } from '../centre';
import { layDemoShop } from '../demo-seed';
import { startProxy, type LineProxy } from '../proxy';
import { openDesk, type Desk } from './desk';
import { signIn, type DemoName } from './person';

/** One desk of the shop, with a line of its own. */
export class Seat {
  desk!: Desk;

  constructor(
    readonly dataDir: string,
    readonly line: LineProxy,
  ) {}

  get page(): Page {
    return this.desk.page;
  }

  /** Starts the desk; again after `desk.close()` or `desk.kill()`, on the same data. */
  async open(): Promise<this> {
    this.desk = await openDesk({ api: this.line.url, dataDir: this.dataDir });
    // Longer than any wait the product allows itself, shorter than a test.
    this.page.setDefaultTimeout(30_000);
    return this;
  }
}

/** A centre with the demo shop on a real socket, its data, and desks that reach it through lines a test can spoil. */
export class DemoShop {
  private readonly seats: Seat[] = [];

  private constructor(
    readonly folder: string,
    private centre: Centre,
  ) {}

  static async open(): Promise<DemoShop> {
    const folder = mkdtempSync(join(tmpdir(), 'backroom-shop-'));
    const dataDir = join(folder, 'centre');
    await layDemoShop(dataDir);
    return new DemoShop(folder, await startCentre({ dataDir, demo: true }));
  }

  get url(): string {
    return this.centre.url;
  }

  /** SIGKILL to the centre. */
  kill(): Promise<void> {
    return this.centre.kill();
  }

  /** Starts the centre again, at the same address. */
  async revive(): Promise<void> {
    this.centre = await startCentre({ dataDir: join(this.folder, 'centre'), demo: true, port: this.centre.port });
  }

  /** A new desk, not signed in unless a name is given. */
  async desk(name?: DemoName): Promise<Seat> {
    const dataDir = join(this.folder, `desk-${this.seats.length + 1}`);
    const seat = new Seat(dataDir, await startProxy(this.centre.url));
    this.seats.push(seat);
    await seat.open();
    if (name) await signIn(seat.page, name);
    return seat;
  }

  /** What the centre holds now. */
  rows(sql: string, ...params: readonly SqlValue[]): Promise<Row[]> {
    return this.withFile(true, (db) => db.all(sql, params));
  }

  /** Writes into the centre's file past the centre. */
  async tamper(sql: string, ...params: readonly SqlValue[]): Promise<void> {
    await this.withFile(false, (db) => db.run(sql, params));
  }

  private async withFile<T>(readOnly: boolean, work: (db: Sql) => Promise<T>): Promise<T> {
    const db = await openSqlite(join(this.folder, 'centre', 'centre.db'), { synchronous: 'NORMAL', readOnly });
    try {
      return await work(db);
    } finally {
      await db.close();
    }
  }

  async close(): Promise<void> {
    for (const { desk, line } of this.seats) {
      await desk?.kill();
      await line.stop();
    }
    await this.centre.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
