import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Http } from '../../main/core/ports';
import { domain } from '../../shared/domain/domain';
import type { AnyRecord } from '../../shared/kernel/entity';
import { columnsOf } from '../../shared/store/columns';
import { quoted } from '../../shared/store/sql';
import { openSqlite } from '../../shared/store/sqlite';
import { createAxiosHttp } from '../../main/core/adapters/axios-http';
import { CoreDesk, eventually } from '../harness/core-desk';
import { nextDomain } from '../harness/next-release';
import { RestorableCentre } from '../harness/restorable-centre';

/** A shop installs the next release, the centre first, while a desk that has been without a line for long holds two hundred gestures. */
let centre: RestorableCentre;
let desk: CoreDesk;
let colleague: CoreDesk;
/** What the desk asked the centre for, by path. */
const asked: string[] = [];
const http = createAxiosHttp();
const listening: Http = {
  send(request) {
    asked.push(new URL(request.url).pathname);
    return http.send(request);
  },
};

const person = (n: number): AnyRecord => ({
  ...{ id: `c${n}`, reference: `C-${n}`, salutation: null, firstName: 'Ada', lastName: `Byron ${n}`, company: null },
  ...{ email: `c${n}@example.org`, phone: `0${n}`, country: 'GB', createdAt: 1_760_000_000_000 },
});
const create = (n: number) => desk.act('customer.create', { ...person(n), note: `note ${n}` });
const rename = (n: number, to: string) =>
  desk.act('customer.update', {
    id: `c${n}`,
    changes: { lastName: { from: `Byron ${n}`, to }, note: { from: `note ${n}`, to: 'other' } },
  });
const adjust = (delta: number) =>
  desk.act('stockLevel.adjust', { warehouseId: 'north-house', variantId: 'red', delta, reason: 'found', note: null });
const rowsAt = async (file: string, text: string) => {
  const sql = await openSqlite(file, { synchronous: 'NORMAL', readOnly: true });
  try {
    return await sql.all(text);
  } finally {
    await sql.close();
  }
};
const replica = (text: string) => rowsAt(join(desk.ports.folder, 'replica.db'), text);

beforeAll(async () => {
  centre = await RestorableCentre.open();
  desk = await CoreDesk.open(centre.url, { http: listening });
  await desk.signIn('manager');
  await desk.quiet();
  for (let n = 1; n <= 20; n += 1) await create(n);
  await desk.quiet();
});
afterAll(async () => {
  await desk?.close();
  await colleague?.close();
  await centre.close();
});

/** What a desk of the release before holds of customers, and what the centre's rows are in the columns that both know. */
const oldColumns = columnsOf(domain.entity('customer'))
  .map(({ name }) => quoted(name))
  .filter((name) => name !== '"note"')
  .join(', ');

test('a desk of the release before works at a centre of the next: it is told what it knows, and what it sends is upcast', async () => {
  await centre.become(nextDomain);
  colleague = await CoreDesk.open(centre.url, {}, nextDomain);
  await colleague.signIn('manager');
  await colleague.quiet();
  for (let n = 1; n <= 5; n += 1)
    await colleague.act('customer.update', { id: `c${n}`, changes: { tier: { from: 'plain', to: 'gold' } } });
  await colleague.act('brand.create', { id: 'b1', code: 'NORD', active: true });
  await colleague.quiet();
  await create(21);
  await rename(20, 'Lovelace');
  await adjust(5000);
  await desk.core.call('sync.now', null);
  await eventually(async () => {
    await desk.quiet();
    const text = `SELECT ${oldColumns} FROM customer ORDER BY id`;
    expect(await replica(text)).toEqual(await centre.rows(text));
    expect(await desk.row('customer', 'c20')).toMatchObject({ lastName: 'Lovelace' });
  });
  expect(await desk.ledger('parked')).toEqual([]);
  expect(await centre.rows('SELECT id, tier, birthday FROM customer WHERE id = ?', ['c21'])).toEqual([
    { id: 'c21', tier: 'plain', birthday: null },
  ]);
});

test('two hundred gestures wait while the release is installed at the desk: all are there and seen, without a line', async () => {
  desk.line.cut();
  for (let n = 22; n <= 81; n += 1) await create(n);
  for (let n = 1; n <= 79; n += 1) if (n !== 20) await rename(n, `King ${n}`);
  for (let n = 1; n <= 62; n += 1) await adjust(-1000 * n);
  expect((await desk.status()).waiting).toBe(200);
  const before = await desk.ledger('waiting');
  desk.domain = nextDomain;
  await desk.restart();
  await desk.core.call('session.signIn', { userName: 'manager', password: 'manager-secret' });
  expect(existsSync(join(desk.ports.folder, 'quarantine'))).toBe(false);
  expect((await desk.status()).waiting).toBe(200);
  const uids = (entries: readonly { uid: string }[]) => entries.map(({ uid }) => uid);
  expect(uids(await desk.ledger('waiting'))).toEqual(uids(before));
  const customers = await desk.all('customer');
  expect(customers).toHaveLength(81);
  expect(customers.find(({ id }) => id === 'c5')).toMatchObject({ lastName: 'King 5', tier: 'plain', birthday: null });
  expect(customers.find(({ id }) => id === 'c60')).toMatchObject({ lastName: 'King 60', tier: 'plain' });
  expect(customers.every((row) => !('note' in row))).toBe(true);
  expect((await desk.core.read({ entity: 'customer', search: '060' })).rows.map(({ id }) => id)).toEqual(['c60']);
  expect(await desk.all('brand')).toEqual([]);
  const [level] = await desk.all('stockLevel');
  expect(level).toMatchObject({ quantity: 5000 - 1000 * ((62 * 63) / 2) });
});

test('with the line everything arrives once, columns and entities that are new come without a first load, and rows are equal', async () => {
  asked.length = 0;
  desk.line.restore();
  await desk.core.call('sync.now', null);
  await eventually(async () => {
    await desk.quiet();
    expect(await replica('SELECT scope FROM _cursor WHERE reread IS NOT NULL')).toEqual([]);
  });
  expect(asked.filter((path) => path.startsWith('/sync/snapshot'))).toEqual([]);
  expect(await desk.ledger('parked')).toEqual([]);
  for (const entity of nextDomain.entities) {
    const names = columnsOf(entity).map(({ name }) => quoted(name));
    const text = `SELECT ${names.join(', ')} FROM ${quoted(entity.name)} ORDER BY id`;
    expect([entity.name, await replica(text)]).toEqual([entity.name, await centre.rows(text)]);
  }
  expect((await centre.rows(`SELECT id FROM customer WHERE tier = 'gold' ORDER BY id`)).map(({ id }) => id)).toEqual([
    'c1',
    'c2',
    'c3',
    'c4',
    'c5',
  ]);
  expect(await centre.rows('SELECT count(*) AS n FROM sync_uid')).toEqual([{ n: 20 + 3 + 200 + 6 }]);
  expect(await replica('SELECT count(*) AS n FROM brand')).toEqual([{ n: 1 }]);
});

test('a desk that is older than the centre serves hears that it must be updated, and keeps what waits', async () => {
  const old = await CoreDesk.open(centre.url, {}, { ...domain, version: domain.version });
  try {
    await old.signIn('manager');
    await old.quiet();
    old.line.cut();
    for (let n = 1; n <= 3; n += 1) await old.act('customer.create', { ...person(100 + n), note: null });
    await centre.become({
      ...nextDomain,
      version: nextDomain.version + 1,
      former: { [nextDomain.version]: nextDomain.former[domain.version]! },
    });
    old.line.restore();
    await old.core.call('sync.now', null);
    await eventually(async () => {
      expect((await old.status()).trouble).toEqual({ code: 'upgradeRequired', reason: 'desk.tooOld' });
    });
    expect((await old.status()).waiting).toBe(3);
    expect((await old.ledger('waiting')).length).toBe(3);
    old.domain = { ...nextDomain };
    await old.restart();
    await eventually(async () => expect((await old.status()).waiting).toBe(0));
  } finally {
    await old.close();
  }
}, 90_000);
