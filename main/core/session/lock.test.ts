import { CoreDesk, eventually } from '../../../test/harness/core-desk';
import { TestCentres, type TestCentre } from '../../../test/harness/test-centre';

const centres = new TestCentres();
let centre: TestCentre;
let desk: CoreDesk;
let ahead = 0;
const clock = { now: () => Date.now() + ahead, monotonic: () => performance.now() };

beforeAll(async () => {
  centre = await centres.open('SQLite');
});
afterAll(() => centres.close());
beforeEach(async () => {
  ahead = 0;
  desk = await CoreDesk.open(centre.url, { clock });
  await desk.signIn('manager');
  await desk.quiet();
});
afterEach(() => desk.close());

const session = () => desk.core.call('session.get', null);
const lock = () => desk.core.call('session.lock', null);
const setPin = (pin: string | null) => desk.core.call('session.setPin', { pin });
const byPin = (userId: string, pin: string) => desk.core.call('session.signInByPin', { userId, pin });
const receive = () =>
  desk.act('stockLevel.adjust', {
    warehouseId: 'south-house',
    variantId: 'red',
    delta: 1000,
    reason: 'received',
    note: null,
  });
const wrongPin = { code: 'unauthenticated', details: { reason: 'session.wrongPin' } };
const pinGone = { code: 'unauthenticated', details: { reason: 'session.pinGone' } };

test('a locked desk reads nothing, does nothing and holds no key; it says whose session it is', async () => {
  expect(await lock()).toMatchObject({ state: 'locked', person: { userName: 'manager' }, rights: [] });
  expect(desk.core.resumeText()).toBeNull();
  await expect(desk.all('variant')).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(receive()).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(setPin('1234')).rejects.toMatchObject({ code: 'unauthenticated' });
  await desk.core.call('session.signIn', { userName: 'manager', password: 'manager-secret' });
  expect(await session()).toMatchObject({ state: 'signedIn', person: { userName: 'manager' } });
});

test('two people share a desk by PIN, without the line, and each act is its own person’s', async () => {
  await setPin('2468');
  await lock();
  await desk.core.call('session.signIn', { userName: 'worker', password: 'worker-secret' });
  await setPin('1357');
  expect((await session()).pins).toEqual(['user-manager', 'user-worker']);
  desk.line.cut();
  await eventually(async () => expect((await desk.status()).line).toBe('offline'));
  const acts: [string, string][] = [];
  for (const [userId, pin] of [
    ['user-manager', '2468'],
    ['user-worker', '1357'],
    ['user-manager', '2468'],
  ] as const) {
    await lock();
    expect(await byPin(userId, pin)).toMatchObject({ state: 'signedIn', person: { userId } });
    acts.push([await receive(), userId]);
  }
  desk.line.restore();
  await desk.quiet();
  const entries = await desk.ledger('confirmed');
  expect(entries.map(({ uid, actor }) => [uid, actor.userId]).reverse()).toEqual(acts);
  const told = await centre.rows("SELECT uid, actor FROM audit WHERE verb LIKE 'stockLevel%' ORDER BY seq");
  expect(told.map(({ uid, actor }) => [uid, actor])).toEqual(acts);
});

test('after five wrong tries only the password helps, however they are spread', async () => {
  await setPin('2468');
  await lock();
  await expect(byPin('user-manager', '0000')).rejects.toMatchObject({ ...wrongPin, details: { left: 4 } });
  const at = await Promise.allSettled(['1', '2', '3', '4', '5', '6'].map((n) => byPin('user-manager', `000${n}`)));
  expect(at.map((one) => one.status)).toEqual(Array.from({ length: 6 }, () => 'rejected'));
  await expect(byPin('user-manager', '2468')).rejects.toMatchObject(pinGone);
  expect(await session()).toMatchObject({ state: 'locked', pins: [] });
  await desk.core.call('session.signIn', { userName: 'manager', password: 'manager-secret' });
  await setPin('2468');
  await lock();
  expect(await byPin('user-manager', '2468')).toMatchObject({ state: 'signedIn' });
});

test('a PIN is four to eight figures, goes with its person, and lives as long as the desk runs', async () => {
  for (const pin of ['123', '123456789', '12a4', ''])
    await expect(setPin(pin)).rejects.toMatchObject({ code: 'invalid' });
  await setPin('2468');
  await expect(byPin('user-clerk', '2468')).rejects.toMatchObject(pinGone);
  await setPin(null);
  expect((await session()).pins).toEqual([]);
  await setPin('2468');
  await desk.core.call('session.signOut', null);
  expect(await session()).toMatchObject({ state: 'signedOut', person: null, pins: [] });
  await desk.signIn('manager');
  await setPin('2468');
  await lock();
  await desk.restart();
  expect(await session()).toMatchObject({ state: 'signedOut', pins: [] });
  await expect(byPin('user-manager', '2468')).rejects.toMatchObject(pinGone);
});

test('a PIN does not outlive the grant', async () => {
  await setPin('2468');
  desk.line.cut();
  await lock();
  ahead = 80 * 3_600_000;
  await expect(byPin('user-manager', '2468')).rejects.toMatchObject({ code: 'expired' });
  expect(await session()).toMatchObject({ state: 'locked' });
});

test('a desk that nobody touches locks itself, after the time that is set; never without a window, and never at 0', async () => {
  const after = (lockAfter: number) => desk.core.call('settings.set', { lockAfter });
  await expect(after(1)).rejects.toMatchObject({ code: 'forbidden' });
  await desk.core.call('session.signIn', { userName: 'admin', password: 'admin-secret' });
  await after(1);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(await session()).toMatchObject({ state: 'signedIn' });
  for (let n = 0; n < 6; n += 1) {
    await desk.core.call('session.touch', null);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  expect(await session()).toMatchObject({ state: 'signedIn' });
  desk.changes.length = 0;
  await eventually(async () => expect(await session()).toMatchObject({ state: 'locked' }), 3000);
  expect(desk.changes).toContainEqual({ topic: 'session' });
  await desk.core.call('session.signIn', { userName: 'admin', password: 'admin-secret' });
  await after(0);
  await desk.core.call('session.touch', null);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(await session()).toMatchObject({ state: 'signedIn' });
  await after(600);
  await desk.core.call('session.touch', null);
  ahead = 601_000; // the machine slept
  await after(600);
  await eventually(async () => expect(await session()).toMatchObject({ state: 'locked' }), 3000);
}, 40_000);
