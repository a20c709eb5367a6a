import { CoreDesk, eventually } from '../../test/harness/core-desk';
import { TestCentres, type TestCentre } from '../../test/harness/test-centre';
import { systemClock } from './adapters/system-clock';

const HOUR = 3_600_000;
const centres = new TestCentres();
let centre: TestCentre;
let desk: CoreDesk;
let ahead: number;
const clock = { now: () => Date.now() + ahead, monotonic: () => systemClock.monotonic() };

beforeAll(async () => {
  centre = await centres.open('SQLite');
});
afterAll(() => centres.close());
beforeEach(async () => {
  ahead = 0;
  desk = await CoreDesk.open(centre.url, { clock });
});
afterEach(() => desk.close());

const enter = (userName: string, password: string) => desk.core.call('session.signIn', { userName, password });
const session = () => desk.core.call('session.get', null);

/** Signed in once, then out; the line is down. */
async function knownAndOffline(userName = 'clerk'): Promise<void> {
  await desk.signIn(userName);
  await desk.quiet();
  await desk.core.call('session.signOut', null);
  desk.line.cut();
  await eventually(async () => expect((await desk.status()).line).toBe('offline'));
}

test('a demo centre makes a fresh machine a desk; rights come with the person and go with him', async () => {
  await desk.registered();
  expect(await session()).toMatchObject({ state: 'signedOut', person: null, rights: [], known: [], demo: [] });
  expect((await session()).deskNumber).toBeGreaterThan(0);
  await expect(desk.core.read({ entity: 'order' })).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(desk.act('order.comment', {})).rejects.toMatchObject({ code: 'unauthenticated' });
  await enter(' Clerk ', 'clerk-secret');
  await desk.quiet();
  expect(await session()).toMatchObject({ state: 'signedIn', person: { userId: 'user-clerk', userName: 'clerk' } });
  expect((await desk.status()).scopes).toContain('store/north');
  expect((await desk.status()).scopes).not.toContain('store/south');
  const adjust = { warehouseId: 'north-house', variantId: 'red', delta: 1, reason: 'found', note: null };
  await expect(desk.act('stockLevel.adjust', adjust)).rejects.toMatchObject({ code: 'forbidden' });
  await desk.core.call('session.signOut', null);
  await expect(desk.core.call('scan.resolve', { code: 'red' })).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('a wrong password is told as such, by the centre and by the desk', async () => {
  await desk.registered();
  const wrong = { code: 'unauthenticated', details: { reason: 'session.wrongPassword' } };
  await expect(enter('clerk', 'nonsense')).rejects.toMatchObject(wrong);
  await expect(enter('nobody', 'nonsense')).rejects.toMatchObject(wrong);
  await knownAndOffline();
  await expect(enter('clerk', 'nonsense')).rejects.toMatchObject(wrong);
  expect(await session()).toMatchObject({ state: 'signedOut' });
});

test('who has signed in here once can come back without the line, also after a restart; nobody else can', async () => {
  await knownAndOffline();
  await desk.restart();
  expect((await session()).known).toEqual([{ userId: 'user-clerk', userName: 'clerk', name: 'clerk' }]);
  await expect(enter('manager', 'manager-secret')).rejects.toMatchObject({
    code: 'offline',
    details: { reason: 'session.neverHere' },
  });
  expect(await enter('CLERK', 'clerk-secret')).toMatchObject({ state: 'signedIn' });
  expect(await desk.row('variant', 'red')).toMatchObject({ sku: 'red' });
});

test('five wrong tries lock for 1, 2, 4 … minutes, whatever is restarted between', async () => {
  await knownAndOffline();
  for (let n = 0; n < 5; n += 1)
    await expect(enter('clerk', `no${n}`)).rejects.toMatchObject({ code: 'unauthenticated' });
  await desk.restart();
  const locked = { code: 'locked', details: { reason: 'session.locked', until: expect.any(Number) } };
  await expect(enter('clerk', 'clerk-secret')).rejects.toMatchObject(locked);
  ahead += 61_000;
  await expect(enter('clerk', 'still wrong')).rejects.toMatchObject({ code: 'unauthenticated' });
  ahead += 61_000;
  await expect(enter('clerk', 'clerk-secret')).rejects.toMatchObject(locked);
  ahead += 60_000;
  await enter('clerk', 'clerk-secret');
  await desk.core.call('session.signOut', null);
  await expect(enter('clerk', 'wrong')).rejects.toMatchObject({ code: 'unauthenticated' });
  await enter('clerk', 'clerk-secret');
}, 60_000);

test('a grant lasts three days, and turning the clock back does not stretch it', async () => {
  await knownAndOffline();
  ahead += 71 * HOUR;
  await enter('clerk', 'clerk-secret');
  await desk.core.read({ entity: 'variant' });
  ahead += 2 * HOUR;
  const expired = { code: 'expired', details: { reason: 'session.grantExpired' } };
  await expect(desk.core.read({ entity: 'variant' })).rejects.toMatchObject(expired);
  expect(await desk.status()).toMatchObject({ line: 'offline', needs: { refused: 0 } });
  await expect(enter('clerk', 'clerk-secret')).rejects.toMatchObject(expired);
  await desk.restart();
  ahead -= 48 * HOUR;
  await expect(enter('clerk', 'clerk-secret')).rejects.toMatchObject({
    code: 'expired',
    details: { reason: 'session.clockBack' },
  });
  ahead = 0;
  desk.line.restore();
  expect(await enter('clerk', 'clerk-secret')).toMatchObject({ state: 'signedIn' });
});

test('a grant that was changed at the desk is worth nothing', async () => {
  await knownAndOffline();
  await desk.core.stop();
  const { openJournal } = await import('./store/journal');
  const journal = await openJournal(desk.ports.folder, { clock });
  const person = await journal.people.find('clerk');
  const text = person!.grant.text.replace('"allow":[', '"allow":["*",');
  expect(text).not.toBe(person!.grant.text);
  await journal.people.save({ ...person!, grant: { ...person!.grant, text } });
  await journal.close();
  await desk.start();
  await expect(enter('clerk', 'clerk-secret')).rejects.toMatchObject({
    code: 'damaged',
    details: { reason: 'session.badGrant' },
  });
});

test('a desk whose clock is hours off works all the same', async () => {
  ahead = -5 * HOUR;
  await desk.restart();
  await desk.signIn('clerk');
  await desk.quiet();
  desk.line.cut();
  await desk.core.call('session.signOut', null);
  await enter('clerk', 'clerk-secret');
});

test('a second registration, a wrong code and a stranger for a centre are refused', async () => {
  await desk.registered();
  const again = desk.core.call('session.connect', { url: centre.url, code: 'TEST-CODE' });
  await expect(again).rejects.toMatchObject({ code: 'conflict', details: { reason: 'session.registered' } });
  const fresh = await CoreDesk.open('http://127.0.0.1:1');
  try {
    const connect = (url: string, code: string) => fresh.core.call('session.connect', { url, code });
    await expect(connect(centre.url, 'WRONG')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(connect('http://127.0.0.1:1', 'TEST-CODE')).rejects.toMatchObject({ code: 'offline' });
    fresh.line.set('html');
    await expect(connect(fresh.line.url, 'TEST-CODE')).rejects.toMatchObject({ code: 'unavailable' });
    await expect(fresh.core.call('session.signIn', { userName: 'a', password: 'b' })).rejects.toMatchObject({
      details: { reason: 'session.unregistered' },
    });
    expect(await connect(centre.url, 'TEST-CODE')).toMatchObject({ state: 'signedOut' });
  } finally {
    await fresh.close();
  }
});

test('rights follow the centre while the line is up; whoever is no longer active is out at once', async () => {
  await desk.signIn('clerk');
  await desk.quiet();
  const office = await CoreDesk.open(centre.url);
  try {
    await office.signIn('admin');
    await office.quiet();
    const may = async (capability: string) =>
      (await session()).rights.some(({ allow }) => allow.includes(capability) || allow.includes('stock.*'));
    expect(await may('stock.stockLevel.adjust')).toBe(false);
    const change = (changes: object) => office.act('user.update', { id: 'user-clerk', changes });
    await change({ roleIds: { from: ['role-clerk'], to: ['role-manager'] } });
    await eventually(async () => expect(await may('stock.stockLevel.adjust')).toBe(true));
    expect(desk.changes).toContainEqual({ topic: 'session' });
    await change({ active: { from: true, to: false } });
    await eventually(async () => expect(await session()).toMatchObject({ state: 'signedOut', known: [] }));
    await change({ active: { from: false, to: true }, roleIds: { from: ['role-manager'], to: ['role-clerk'] } });
    await office.quiet();
  } finally {
    await office.close();
  }
}, 60_000);
