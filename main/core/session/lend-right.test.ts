import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openSqlite } from '../../../shared/store/sqlite';
import { CoreDesk, eventually } from '../../../test/harness/core-desk';
import { TestCentres, type TestCentre } from '../../../test/harness/test-centre';

/** A clerk sits at the desk; a manager who was there before stands beside. */
const centres = new TestCentres();
let centre: TestCentre;
let desk: CoreDesk;

const roles = (...ids: string[]) =>
  centre.tamper(`UPDATE "user" SET "roleIds" = ? WHERE id = 'user-manager'`, [JSON.stringify(ids)]);

beforeAll(async () => {
  centre = await centres.open('SQLite');
  desk = await CoreDesk.open(centre.url);
  for (const name of ['worker', 'manager']) await desk.signIn(name);
  await desk.core.call('session.setPin', { pin: '2468' });
  await desk.signIn('clerk');
});
afterAll(async () => {
  await desk.close();
  await centres.close();
});
beforeEach(async () => {
  desk.line.restore();
  await desk.quiet();
});
type Lent = { userId?: string; proof?: { pin: string } | { password: string }; reason?: string };
const PIN = { pin: '2468' };
const args = { warehouseId: 'north-house', variantId: 'red', delta: -1000, reason: 'damaged', note: null };
const adjust = (more: object = {}) => ({ uid: randomUUID(), name: 'stockLevel.adjust', args: { ...args, ...more } });
const ask = (
  mutation: { uid: string; name: string; args: unknown },
  { userId = 'user-manager', proof = PIN, reason = 'torn box' }: Lent = {},
) => desk.core.call('override.mutate', { mutation, userId, proof, reason });
async function asked(...how: Parameters<typeof ask>) {
  await ask(...how);
  return how[0];
}
const seated = async () => (await desk.core.call('session.get', null)).person?.userName;
const stock = async () => Number((await desk.row('stockLevel', 'north-house:red'))?.['quantity'] ?? 0);
async function offline(): Promise<void> {
  desk.line.cut();
  await eventually(async () => expect((await desk.status()).line).toBe('offline'));
}
const told = (uid: string) =>
  centre.rows('SELECT actor, override_for, override_reason FROM audit WHERE uid = ?', [uid]);
const entry = async (uid: string) => (await desk.ledger()).find((one) => one.uid === uid);
const byBoth = {
  actor: { userId: 'user-manager', name: 'manager' },
  override: { for: { userId: 'user-clerk', name: 'clerk' }, reason: 'torn box' },
};
/** Refused as it should be, and the ledger has not grown. */
async function refused(asked: () => Promise<unknown>, error: object): Promise<void> {
  const before = (await desk.ledger()).length;
  await expect(asked()).rejects.toMatchObject(error);
  expect(await desk.ledger()).toHaveLength(before);
}

test('a journal of before there were overrides opens, and what waits in it goes through', async () => {
  await desk.signIn('manager');
  await offline();
  const uid = await desk.act('stockLevel.adjust', args);
  await desk.core.stop();
  const sql = await openSqlite(join(desk.ports.folder, 'journal.db'), { synchronous: 'FULL' });
  for (const table of ['outbox', 'archive', 'parked'])
    for (const column of ['override_for', 'override_reason'])
      await sql.run(`ALTER TABLE ${table} DROP COLUMN ${column}`);
  await sql.close();
  await desk.start();
  desk.line.restore();
  await desk.quiet();
  await desk.signIn('manager');
  expect(await entry(uid)).toMatchObject({ state: 'confirmed', override: null });
  expect(await told(uid)).toEqual([{ actor: 'user-manager', override_for: null, override_reason: null }]);
  await desk.core.call('session.setPin', { pin: '2468' });
  await desk.signIn('clerk');
});

test('what the clerk may not goes through with the manager’s PIN, without the line; it is his act, the clerk stays, and all of it is written down', async () => {
  await offline();
  const before = await stock();
  const mutation = adjust();
  await refused(() => desk.core.mutate(mutation), { code: 'forbidden' });
  await ask(mutation, { reason: '  torn box ' });
  await ask(mutation); // pressed twice: once is enough
  expect(await stock()).toBe(before - 1000);
  const session = { state: 'signedIn', person: { userName: 'clerk' }, pins: ['user-manager'] };
  expect(await desk.core.call('session.get', null)).toMatchObject(session);
  expect(await entry(mutation.uid)).toMatchObject({ state: 'waiting', ...byBoth });
  await refused(() => desk.core.mutate(adjust()), { code: 'forbidden' });
  desk.line.restore();
  await desk.quiet();
  expect(await entry(mutation.uid)).toMatchObject({ state: 'confirmed', ...byBoth });
  expect(await told(mutation.uid)).toEqual([
    { actor: 'user-manager', override_for: 'user-clerk', override_reason: 'torn box' },
  ]);
  expect(await stock()).toBe(before - 1000);
});

test('a password does as well, with the line and without', async () => {
  const proof = { password: 'manager-secret' };
  const [first, second] = [adjust(), adjust()];
  await ask(first, { proof });
  await offline();
  await ask(second, { proof });
  expect(await seated()).toBe('clerk');
  desk.line.restore();
  await desk.quiet();
  for (const { uid } of [first, second]) expect(await told(uid)).toMatchObject([{ override_for: 'user-clerk' }]);
});

test('a colleague who may not do it here either lends nothing: a typed refusal, and nothing is saved', async () => {
  const worker = { userId: 'user-worker', proof: { password: 'worker-secret' } };
  const close = { uid: randomUUID(), name: 'order.close', args: { orderId: 'o', items: [] } };
  for (const mutation of [adjust(), close])
    await refused(() => ask(mutation, worker), { code: 'forbidden', details: { reason: 'override.noRight' } });
  const { uid } = await asked(adjust({ warehouseId: 'south-house' }), worker);
  expect(await entry(uid)).toMatchObject({ actor: { userId: 'user-worker' } });
});

test('what the verb refuses stays its own refusal, and is not saved', async () => {
  const comment = { uid: randomUUID(), name: 'order.close', args: { orderId: 'none', items: [] } };
  await refused(() => ask(comment), { code: 'invalid', details: { field: 'items' } });
});

test('nobody overrides for himself, without a reason, for an empty seat, or as somebody who was never here', async () => {
  const self = { userId: 'user-clerk', proof: { password: 'clerk-secret' } };
  await refused(() => ask(adjust(), self), { details: { reason: 'override.self' } });
  const stranger = { userId: 'user-admin', proof: { password: 'admin-secret' } };
  await refused(() => ask(adjust(), stranger), { details: { reason: 'override.stranger' } });
  for (const reason of ['', '  ', 'x'.repeat(201), 'two\nlines'])
    await refused(() => ask(adjust(), { reason }), { code: 'invalid', details: { field: 'reason' } });
  await desk.core.call('session.signOut', null);
  await expect(ask(adjust())).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(desk.core.call('override.people', null)).rejects.toMatchObject({ code: 'unauthenticated' });
  await desk.signIn('clerk');
});

test('the clerk goes while the PIN is looked at: nothing is done in her name', async () => {
  const mutation = adjust();
  const asking = ask(mutation);
  await desk.core.call('session.signOut', null);
  await expect(asking).rejects.toMatchObject({ code: 'unauthenticated' });
  await desk.signIn('clerk');
  expect(await entry(mutation.uid)).toBeUndefined();
});

test('a refusal by the centre is seen by the clerk, who may settle it', async () => {
  await offline();
  const { uid } = await asked(adjust());
  await roles();
  desk.line.restore();
  await eventually(async () => expect(await entry(uid)).toMatchObject({ state: 'parked', ...byBoth }));
  await roles('role-manager');
  await desk.core.call('sync.dismiss', { uid });
  expect(await entry(uid)).toMatchObject({ state: 'dismissed' });
});

test('wrong tries are counted as at the door, save nothing, and end in being shut out', async () => {
  await offline();
  for (let left = 4; left > 0; left -= 1)
    await refused(() => ask(adjust(), { proof: { pin: '0000' } }), { details: { reason: 'session.wrongPin', left } });
  for (const pin of ['0000', '2468'])
    await refused(() => ask(adjust(), { proof: { pin } }), { details: { reason: 'session.pinGone' } });
  const people = await desk.core.call('override.people', null);
  expect(people.find(({ userName }) => userName === 'manager')).toMatchObject({ byPin: false });
  const guess = (password: string) => () => ask(adjust(), { proof: { password } });
  for (let tries = 0; tries < 5; tries += 1)
    await refused(guess('nonsense'), { details: { reason: 'session.wrongPassword' } });
  await refused(guess('manager-secret'), { code: 'locked' });
  await expect(desk.signIn('manager')).rejects.toMatchObject({ code: 'locked' });
  expect(await seated()).toBe('clerk');
});
