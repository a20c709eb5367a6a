import { join } from 'node:path';
import { openSqlite } from '../../../shared/store/sqlite';
import { CoreDesk, eventually } from '../../../test/harness/core-desk';
import { TestCentres, type TestCentre } from '../../../test/harness/test-centre';

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

const enter = (password = 'manager-secret') => desk.core.call('session.signIn', { userName: 'manager', password });
const receive = () =>
  desk.act('stockLevel.adjust', {
    warehouseId: 'north-house',
    variantId: 'red',
    delta: 1000,
    reason: 'received',
    note: null,
  });
async function offline(): Promise<void> {
  await desk.core.call('session.signOut', null);
  desk.line.cut();
  await eventually(async () => expect((await desk.status()).line).toBe('offline'));
}
/** Writes past the journal while no core runs. */
async function tamper(...statements: string[]): Promise<void> {
  await desk.core.stop();
  const sql = await openSqlite(join(desk.ports.folder, 'journal.db'), { synchronous: 'FULL' });
  for (const statement of statements) await sql.run(statement);
  await sql.close();
  await desk.start();
}
const keys = async () =>
  (await centre.rows('SELECT public_key FROM device_person ORDER BY since DESC LIMIT 1'))[0]?.['public_key'];

test('what is done after a sign-in without the line is accepted when it is back', async () => {
  const before = await keys();
  await offline();
  await desk.restart();
  await enter();
  const uid = await receive();
  desk.line.restore();
  await desk.quiet();
  expect(await desk.ledger()).toMatchObject([{ uid, state: 'confirmed' }]);
  await enter();
  expect(await keys()).toBe(before);
});

test('what waited under the password of before is accepted after it was changed at the centre', async () => {
  const before = await keys();
  desk.line.cut();
  await eventually(async () => expect((await desk.status()).line).toBe('offline'));
  const uid = await receive();
  const [other] = await centre.rows("SELECT hash FROM credential WHERE user_id = 'user-clerk'");
  const [own] = await centre.rows("SELECT hash FROM credential WHERE user_id = 'user-manager'");
  await centre.tamper("UPDATE credential SET hash = ? WHERE user_id = 'user-manager'", [String(other?.['hash'])]);
  desk.line.restore();
  await enter('clerk-secret');
  await desk.quiet();
  expect(await keys()).not.toBe(before);
  const next = await receive();
  await desk.quiet();
  expect(await desk.ledger('confirmed')).toMatchObject([{ uid: next }, { uid }]);
  await centre.tamper("UPDATE credential SET hash = ? WHERE user_id = 'user-manager'", [String(own?.['hash'])]);
});

test('a signature of which a bit has changed on disk is noticed, and comes back from the mirror', async () => {
  desk.line.cut();
  const uid = await receive();
  await tamper(`UPDATE outbox SET sig = '${'0'.repeat(128)}'`);
  desk.line.restore();
  await desk.quiet();
  await enter();
  expect(await desk.ledger()).toMatchObject([{ uid, state: 'confirmed' }]);
});

test('a journal from before gestures were signed opens; its people sign in once with the line, its gestures are parked by name', async () => {
  await desk.core.call('session.signOut', null);
  await tamper(
    'ALTER TABLE outbox DROP COLUMN sig',
    'ALTER TABLE archive DROP COLUMN sig',
    'ALTER TABLE parked DROP COLUMN sig',
    'ALTER TABLE person DROP COLUMN wrapped_key',
  );
  desk.line.cut();
  await expect(enter()).rejects.toMatchObject({ code: 'expired', details: { reason: 'session.keyMissing' } });
  desk.line.restore();
  await enter();
  const uid = await receive();
  await desk.quiet();
  expect(await desk.ledger()).toMatchObject([{ uid, state: 'confirmed' }]);
});
