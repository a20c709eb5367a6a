import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createCore, type Core } from '../../main/core/core';
import { openSqlite, type SqliteConnection } from '../../shared/store/sqlite';
import { CoreDesk } from '../harness/core-desk';
import { TestCentres } from '../harness/test-centre';
import type { Known } from './valid-asks';

const PERSON = 'admin';

/** A desk with real rows whose line is down and whose loop stands still, so that only what is asked changes anything. */
export interface QuietDesk {
  core: Core;
  readonly known: Known;
  /** Moves whenever anything is committed to the desk's databases. */
  stamp(): Promise<string>;
  /** Over every row of both databases but the counter of wrong passwords, and the names of all files. */
  digest(): Promise<string>;
  /** Lets the person in again, after a call that signed him out. */
  resume(): Promise<void>;
  close(): Promise<void>;
}

async function work(desk: CoreDesk): Promise<Known> {
  const { reference } = await desk.core.call('number.next', { kind: 'order', storeId: 'north' });
  const item = { id: 'item-1', variantId: 'red', quantity: 5000, unitPrice: 1190 };
  const empty = { customerId: null, email: null, billingAddress: null, shippingAddress: null, customReference: null };
  const order = { id: 'order-1', reference, storeId: 'north', customerName: 'Ada', source: 'counter', currency: 'EUR' };
  await desk.act('order.place', { ...order, ...empty, note: null, items: [item] });
  const person = { salutation: null, firstName: 'Ada', lastName: 'Lovelace', company: null, email: 'a@example.org' };
  const customer = { id: 'customer-1', reference: 'C-1', phone: null, country: 'GB', note: null, createdAt: 1 };
  await desk.act('customer.create', { ...customer, ...person });
  await desk.core.call('printer.save', { id: 'printer-1', name: 'Till', host: '127.0.0.1', port: 9, dpi: 203 });
  const [design] = await desk.core.call('label.designs', null);
  const label = { designId: design?.id ?? '', variantId: 'red', barcode: null };
  await desk.core.call('print.enqueue', { ...label, id: 'job-1', printerId: 'printer-1', copies: 1 });
  await desk.quiet();
  const uid = await desk.act('order.comment', { orderId: 'order-1', text: 'First' });
  await desk.quiet();
  return {
    orderId: 'order-1',
    itemId: 'item-1',
    customerId: 'customer-1',
    uid,
    jobId: 'job-1',
    designId: label.designId,
  };
}

async function rowsOf(sql: SqliteConnection, table: string): Promise<string> {
  const rows = await sql.all(`SELECT * FROM "${table}"`);
  return JSON.stringify(rows.map(({ tries: _, until: __, ...row }) => row));
}

async function digestOf(files: readonly SqliteConnection[], folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const sql of files) {
    const tables = await sql.all(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_\\_search%' ESCAPE '\\'",
    );
    for (const { name } of tables) hash.update(`${String(name)}${await rowsOf(sql, String(name))}`);
  }
  const names = readdirSync(folder, { recursive: true }).map(String);
  hash.update(JSON.stringify(names.filter((name) => !/\.log$|-(wal|shm)$/.test(name)).sort()));
  return hash.digest('hex');
}

export async function openQuietDesk(): Promise<QuietDesk> {
  const centres = new TestCentres();
  const { url } = await centres.open('SQLite');
  const desk = await CoreDesk.open(url);
  await desk.signIn(PERSON);
  await desk.quiet();
  const known = await work(desk);
  await desk.core.stop();
  await centres.close();
  const { folder } = desk.ports;
  const open = async () => {
    const core = await createCore(desk.ports);
    await core.call('session.signIn', { userName: PERSON, password: `${PERSON}-secret` });
    return core;
  };
  const files = await Promise.all(
    ['journal.db', 'replica.db'].map((name) =>
      openSqlite(join(folder, name), { synchronous: 'NORMAL', readOnly: true }),
    ),
  );
  const quiet: QuietDesk = {
    core: await open(),
    known,
    stamp: async () => JSON.stringify(await Promise.all(files.map((sql) => sql.all('PRAGMA data_version')))),
    digest: () => digestOf(files, folder),
    async resume() {
      await quiet.core.stop();
      quiet.core = await open();
    },
    async close() {
      for (const sql of files) await sql.close();
      desk.core = quiet.core;
      await desk.close();
    },
  };
  return quiet;
}
