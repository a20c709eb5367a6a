import { createHash, randomUUID } from 'node:crypto';
import { existsSync, openSync, readdirSync, readFileSync, writeFileSync, writeSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { keepBlob } from '../../server/store/blobs';
import { CoreDesk, eventually } from '../../test/harness/core-desk';
import { TestCentres, type TestCentre } from '../../test/harness/test-centre';

const centres = new TestCentres();
let centre: TestCentre;
let desk: CoreDesk;

beforeAll(async () => {
  centre = await centres.open('SQLite');
});
afterAll(() => centres.close());
beforeEach(async () => {
  desk = await CoreDesk.open(centre.url);
  await desk.signIn('manager');
  await desk.quiet();
});
afterEach(() => desk.close());

const adjust = (delta: number) =>
  desk.act('stockLevel.adjust', { warehouseId: 'north-house', variantId: 'red', delta, reason: 'found', note: null });
const level = async () => Number((await desk.row('stockLevel', 'north-house:red'))?.['quantity'] ?? 0);
const file = (name: string) => join(desk.ports.folder, name);

test('numbers of orders name store and desk and never come twice', async () => {
  const next = () => desk.core.call('number.next', { kind: 'order', storeId: 'north' });
  const { deskNumber } = await desk.core.call('session.get', null);
  expect(await next()).toEqual({ reference: `nor-${deskNumber}-000001` });
  await desk.restart();
  await desk.signIn('manager');
  expect(await next()).toEqual({ reference: `nor-${deskNumber}-000002` });
  await desk.signIn('clerk');
  const south = desk.core.call('number.next', { kind: 'order', storeId: 'south' });
  await expect(south).rejects.toMatchObject({ code: 'forbidden' });
});

test('the ledger shows others’ gestures only to who looks after the desk', async () => {
  const uid = await adjust(1);
  await desk.quiet();
  const asked = { state: null, before: null, limit: 500, actor: 'user-manager' };
  const whole = { counts: { waiting: 0, sent: 0, confirmed: 1, parked: 0, repaired: 0, dismissed: 0 } };
  await desk.signIn('clerk');
  expect(await desk.ledger()).toEqual([]);
  expect(await desk.core.call('sync.ledger', asked)).toEqual([]);
  expect(await desk.core.call('sync.entry', { uid })).toBeNull();
  expect(await desk.core.call('sync.ledgerSummary', { actor: 'user-manager' })).toEqual({
    ...{ people: [], counts: { ...whole.counts, confirmed: 0 } },
  });
  await desk.signIn('admin');
  expect((await desk.ledger()).map(({ actor }) => actor.name)).toEqual(['manager']);
  expect((await desk.core.call('sync.ledger', asked)).map((entry) => entry.uid)).toEqual([uid]);
  expect(await desk.core.call('sync.entry', { uid })).toMatchObject({ uid, state: 'confirmed' });
  const people = [{ userId: 'user-manager', name: 'manager' }];
  expect(await desk.core.call('sync.ledgerSummary', { actor: null })).toEqual({ ...whole, people });
  expect(await desk.core.call('sync.ledger', { ...asked, actor: 'user-clerk' })).toEqual([]);
  expect(await desk.core.call('sync.ledger', { ...asked, since: Date.now() + 60_000 })).toEqual([]);
});

test('settings are kept; a wrong one is refused by name', async () => {
  const before = await desk.core.call('settings.get', null);
  expect(await desk.core.call('settings.set', { theme: 'dark' })).toEqual({ ...before, theme: 'dark' });
  await desk.restart();
  expect(await desk.core.call('settings.get', null)).toEqual({ ...before, theme: 'dark' });
  const wrong = desk.core.call('settings.set', { theme: 'pink' as 'dark' });
  await expect(wrong).rejects.toMatchObject({ code: 'invalid', details: { field: 'theme' } });
  await expect(desk.core.call('no.such' as 'settings.get', null)).rejects.toMatchObject({ code: 'invalid' });
});

test('a picture is fetched once, proved, and there without the line', async () => {
  const bytes = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const wrong = 'f'.repeat(64);
  await centre.centre.context.db.write(async (sql) => {
    await keepBlob(sql, sha256, { type: 'image/svg+xml', bytes });
  });
  await centre.tamper("INSERT INTO blob (sha256, type, size, data) VALUES (?, 'image/svg+xml', 3, x'414243')", [wrong]);
  const [path, again] = await Promise.all([desk.core.media(sha256), desk.core.media(sha256)]);
  expect(readFileSync(path!)).toEqual(bytes);
  expect(again).toBe(path);
  expect(await desk.core.media(wrong)).toBeNull();
  expect(await desk.core.media('../../etc/passwd')).toBeNull();
  desk.line.cut();
  expect(await desk.core.media(sha256)).toBe(path);
  expect(await desk.core.media('0'.repeat(64))).toBeNull();
});

test('a replica that is no database any more is set aside and fetched again; what waits is not lost', async () => {
  await adjust(5000);
  await desk.quiet();
  const synced = await level();
  desk.line.cut();
  await adjust(-100);
  await desk.core.stop();
  for (const part of ['-wal', '-shm']) writeFileSync(file(`replica.db${part}`), '');
  writeFileSync(file('replica.db'), 'this is no database, and long enough to be taken for a damaged one');
  await desk.start();
  expect((await desk.status()).waiting).toBe(1);
  expect(readdirSync(file('quarantine'))).toHaveLength(1);
  desk.line.restore();
  await desk.signIn('manager');
  await desk.quiet();
  await eventually(async () => expect(await level()).toBe(synced - 100));
});

test('a replica that breaks while people work is mended under them', async () => {
  for (let n = 0; n < 30; n += 1) await desk.act('customer.create', customer(n));
  await desk.quiet();
  await desk.core.stop();
  const bytes = readFileSync(file('replica.db'));
  const page = 4096;
  const handle = openSync(file('replica.db'), 'r+');
  // The header page is left, so that the file opens; the rest is rubbish.
  for (let at = page * 2; at < bytes.length; at += page) writeSync(handle, Buffer.alloc(page, 0xa5), 0, page, at);
  closeSync(handle);
  await desk.start();
  await desk.signIn('manager');
  await eventually(async () => {
    expect(existsSync(file('quarantine'))).toBe(true);
    expect(await desk.all('customer')).toHaveLength(30);
  }, 15_000);
  await desk.quiet();
  expect(await desk.row('variant', 'red')).toMatchObject({ sku: 'red' });
}, 40_000);

function customer(n: number) {
  return {
    id: randomUUID(),
    reference: `C-${n}`,
    salutation: null,
    firstName: 'A'.repeat(60),
    lastName: 'B'.repeat(60),
    company: null,
    email: `c${n}@example.org`,
    phone: null,
    country: 'GB',
    note: 'x'.repeat(1500),
    createdAt: n,
  };
}
