import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { createCentre, type Centre, type CentreOptions } from '../../server/app';
import type { DemoShop } from '../../server/demo/demo-shop';
import type { SeedBatch } from '../../server/demo/seed';
import { builtInRoles } from '../../shared/domain/staff/built-in-roles';
import type { Row, SqlValue } from '../../shared/store/sql';
import { startPostgres } from './postgres';
import { WireDesk } from './wire-desk';

export const databases = ['SQLite', 'PostgreSQL'] as const;
export type DatabaseName = (typeof databases)[number];

const person = (name: string, role: string, places: { stores: string[]; warehouses: string[] }) => ({
  id: `user-${name}`,
  userName: name,
  name,
  email: `${name}@example.org`,
  roleIds: [role],
  active: true,
  ...places,
});
const everywhere = { stores: ['*'], warehouses: ['*'] };
const north = { stores: ['north'], warehouses: ['north-house'] };
const people = [
  person('clerk', 'role-clerk', north),
  person('worker', 'role-warehouse', { stores: ['north', 'south'], warehouses: ['south-house'] }),
  person('manager', 'role-manager', everywhere),
  person('admin', 'role-administrator', everywhere),
];
const place = (id: string) => ({ id, name: id, code: id.slice(0, 3), currency: 'EUR', country: 'DE' });
const house = (id: string, store: string) => ({ id, name: id, code: id.slice(0, 3), storeIds: [store], active: true });
const article = (id: string) => ({
  productId: 'mug',
  name: { en: `Mug ${id}` },
  price: 1190,
  currency: 'EUR',
  image: null,
  active: true,
  id,
  sku: id,
});

const world: SeedBatch[] = [
  { kind: 'records', entity: 'role', records: [...builtInRoles] },
  { kind: 'records', entity: 'user', records: people },
  { kind: 'records', entity: 'store', records: [place('north'), place('south')] },
  { kind: 'records', entity: 'warehouse', records: [house('north-house', 'north'), house('south-house', 'south')] },
  { kind: 'records', entity: 'taxRate', records: [{ id: 'vat', name: 'VAT', country: 'DE', rate: 1900 }] },
  {
    kind: 'records',
    entity: 'product',
    records: [
      { id: 'mug', sku: 'MUG', name: { en: 'Mug' }, description: null, image: null, taxRateId: 'vat', active: true },
    ],
  },
  { kind: 'records', entity: 'variant', records: ['red', 'blue', 'green'].map(article) },
];

/** Two stores with a warehouse each, three mugs, four people whose password is `<name>-secret`. */
export const smallShop: DemoShop = {
  code: 'TEST-CODE',
  people: [],
  accounts: people.map(({ id, userName }) => ({ userId: id, password: `${userName}-secret` })),
  batches: () => world,
};

/** A centre on a real socket and a database of its own. */
export type TestCentre = {
  centre: Centre;
  url: string;
  log: { level: string; event: string; fields: unknown }[];
  /** Reads the centre's tables. */
  rows(sql: string, params?: readonly SqlValue[]): Promise<Row[]>;
  /** Writes past all rules. */
  tamper(sql: string, params?: readonly SqlValue[]): Promise<void>;
  /** A registered desk at which these people have signed in before. */
  desk(...userNames: string[]): Promise<WireDesk>;
  /** Another node on the same database. */
  sibling(): Promise<TestCentre>;
};

/** Databases for the tests of one file, each new and empty. */
export class TestCentres {
  private readonly endings: (() => Promise<void> | void)[] = [];
  private postgres: Promise<{ url: string; stop(): Promise<void> }> | undefined;
  private count = 0;

  async open(database: DatabaseName, options: Partial<CentreOptions> = {}): Promise<TestCentre> {
    return this.start({ ...(await this.fresh(database)), demo: smallShop, limits: { attempts: 10_000 }, ...options });
  }

  async start(options: CentreOptions): Promise<TestCentre> {
    const log: TestCentre['log'] = [];
    const centre = await createCentre({
      log: (level, event, fields) => log.push({ level, event, fields }),
      ...options,
    });
    this.endings.push(() => centre.close());
    const url = await centre.listen(0);
    return {
      centre,
      url,
      log,
      rows: (sql, params) => centre.context.db.read((db) => db.all(sql, params)),
      tamper: async (sql, params) => void (await centre.context.db.write((db) => db.run(sql, params))),
      async desk(...userNames) {
        const desk = await new WireDesk(url).register(smallShop.code);
        for (const name of userNames) {
          await centre.context.db.write((db) =>
            db.run(
              'INSERT INTO device_person (device, user_id, since, last_sign_in, public_key) VALUES (?, ?, ?, ?, ?)',
              [desk.deviceId, `user-${name}`, Date.now(), Date.now(), desk.personKey(`user-${name}`)],
            ),
          );
        }
        return desk;
      },
      sibling: () => this.start(options),
    };
  }

  /** Where a new database is, for `createCentre`. */
  async fresh(database: DatabaseName): Promise<{ databaseUrl: string } | { dataDir: string }> {
    if (database === 'SQLite') {
      const dataDir = mkdtempSync(join(tmpdir(), 'backroom-centre-'));
      this.endings.unshift(() => rmSync(dataDir, { recursive: true, force: true }));
      return { dataDir };
    }
    const { url } = await (this.postgres ??= startPostgres());
    const name = `centre_${(this.count += 1)}`;
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(`CREATE DATABASE ${name}`);
    await client.end();
    return { databaseUrl: url.replace(/\/[^/]*$/, `/${name}`) };
  }

  async close(): Promise<void> {
    while (this.endings.length > 0) await this.endings.pop()?.();
    await (await this.postgres)?.stop();
  }
}
