import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCentre, type Centre } from '../../server/app';
import type { Domain } from '../../shared/kernel/register';
import { openSqlite } from '../../shared/store/sqlite';
import type { Row, SqlValue } from '../../shared/store/sql';
import { freePort } from './free-port';
import { smallShop } from './test-centre';

/** A centre at one address whose database file can be put away and put back, as a shop would after a fire. */
export class RestorableCentre {
  private centre!: Centre;
  readonly folder = mkdtempSync(join(tmpdir(), 'backroom-restored-'));
  private domain: Domain | undefined;

  private constructor(private readonly port: number) {}

  static async open(): Promise<RestorableCentre> {
    const one = new RestorableCentre(await freePort());
    await one.start();
    return one;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  rows(sql: string, params?: readonly SqlValue[]): Promise<Row[]> {
    return this.centre.context.db.read((db) => db.all(sql, params));
  }

  async tamper(sql: string, params?: readonly SqlValue[]): Promise<void> {
    await this.centre.context.db.write((db) => db.run(sql, params));
  }

  /** A copy of the database as it is now. */
  async backUp(): Promise<void> {
    const file = await openSqlite(join(this.folder, 'centre.db'), { synchronous: 'FULL' });
    await file.run(`VACUUM INTO '${join(this.folder, 'backup.db')}'`);
    await file.close();
  }

  /** Puts the copy back. With a new epoch, as a careful person does; `false`: as somebody in a hurry does. */
  async restore(newEpoch = true): Promise<void> {
    await this.centre.close();
    for (const end of ['-wal', '-shm']) rmSync(join(this.folder, `centre.db${end}`), { force: true });
    copyFileSync(join(this.folder, 'backup.db'), join(this.folder, 'centre.db'));
    if (newEpoch) {
      const file = await openSqlite(join(this.folder, 'centre.db'), { synchronous: 'FULL' });
      await file.run('UPDATE sync_meta SET epoch = ?', [randomUUID()]);
      await file.close();
    }
    await this.start();
  }

  /** Installs another release at the same address, on the same data. */
  async become(domain: Domain): Promise<void> {
    await this.centre.close();
    this.domain = domain;
    await this.start();
  }

  async close(): Promise<void> {
    await this.centre.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async start(): Promise<void> {
    this.centre = await createCentre({
      dataDir: this.folder,
      demo: smallShop,
      limits: { attempts: 10_000 },
      log: () => undefined,
      ...(this.domain ? { domain: this.domain } : {}),
    });
    await this.centre.listen(this.port);
  }
}
