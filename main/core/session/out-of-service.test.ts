import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CoreDesk, eventually } from '../../../test/harness/core-desk';
import { TestCentres, type TestCentre } from '../../../test/harness/test-centre';
import { openJournal } from '../store/journal';
import { emptyJournal } from './out-of-service';

const centres = new TestCentres();
let centre: TestCentre;
let office: CoreDesk;
let desk: CoreDesk;

beforeAll(async () => {
  centre = await centres.open('SQLite');
  office = await CoreDesk.open(centre.url);
  await office.signIn('admin');
  await office.quiet();
});
afterAll(async () => {
  await office.close();
  await centres.close();
});
beforeEach(async () => {
  desk = await CoreDesk.open(centre.url);
  await desk.signIn('manager');
  await desk.quiet();
});
afterEach(() => desk.close());

const session = () => desk.core.call('session.get', null);
const number = async () => (await session()).deskNumber ?? 0;
const listed = async (of: number) => (await office.all('desk')).find((row) => row['number'] === of);
async function revoke(): Promise<void> {
  const of = await number();
  await eventually(async () => expect(await listed(of)).toBeDefined());
  await office.act('desk.revoke', { deskId: (await listed(of))?.id });
}
const receive = (note: string) =>
  desk.act('stockLevel.adjust', {
    warehouseId: 'north-house',
    variantId: 'red',
    delta: 1000,
    reason: 'received',
    note,
  });
const outOfService = () =>
  eventually(async () => expect(await session()).toMatchObject({ state: 'unregistered', outOfService: {} }));
/** All bytes of the desk's folder. */
function bytes(): string {
  const files = readdirSync(desk.ports.folder, { recursive: true, withFileTypes: true });
  const paths = files.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  return paths.map((path) => readFileSync(path, 'latin1')).join('\n');
}

test('the centre lists its desks, and calls them as people do', async () => {
  const of = await number();
  await eventually(async () => expect(await listed(of)).toMatchObject({ revokedAt: null }));
  await office.act('desk.rename', { deskId: (await listed(of))?.id, name: 'Counter two' });
  await eventually(async () =>
    expect((await desk.all('desk')).find((row) => row['number'] === of)).toMatchObject({ name: 'Counter two' }),
  );
  await expect(desk.act('desk.revoke', { deskId: (await listed(of))?.id })).rejects.toMatchObject({
    code: 'forbidden',
  });
});

test('a desk that is taken out of service hears it at once, empties itself, and belongs to nobody', async () => {
  await receive('a-confirmed-note');
  await desk.quiet();
  await desk.core.call('session.setPin', { pin: '2468' });
  mkdirSync(join(desk.ports.folder, 'media', 'ab'), { recursive: true });
  writeFileSync(join(desk.ports.folder, 'media', 'ab', 'picture'), 'a-picture');
  mkdirSync(join(desk.ports.folder, 'loads'), { recursive: true });
  writeFileSync(join(desk.ports.folder, 'loads', 'half.part'), 'half-a-file');
  expect(bytes()).toContain('a-confirmed-note');
  expect(bytes()).toContain('argon2id');
  await revoke();
  await outOfService();
  expect(await session()).toMatchObject({
    person: null,
    rights: [],
    known: [],
    pins: [],
    deskNumber: null,
    deskId: null,
    demo: null,
  });
  expect(await session()).toMatchObject({ outOfService: { centreName: 'Backroom', kept: 0 } });
  expect(desk.core.resumeText()).toBeNull();
  await expect(desk.all('variant')).rejects.toMatchObject({ code: 'unauthenticated' });
  await desk.core.stop();
  const left = bytes();
  for (const word of ['a-confirmed-note', 'a-picture', 'half-a-file', 'argon2id', 'manager@example.org', 'deskKey'])
    expect({ word, left: left.includes(word) }).toEqual({ word, left: false });
  await desk.start();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  // A demo centre gives a desk to everybody, but not by itself to one that was put out.
  expect(await session()).toMatchObject({ state: 'unregistered', outOfService: { centreName: 'Backroom' } });
});

test('what had not been sent is kept for whoever takes the machine into service again, and can then be sent', async () => {
  desk.line.cut();
  await eventually(async () => expect((await desk.status()).line).toBe('offline'));
  const uids = [await receive('first'), await receive('second')];
  await revoke();
  desk.line.restore();
  await outOfService();
  expect((await session()).outOfService).toMatchObject({ kept: 2 });
  await desk.core.call('session.connect', { url: desk.line.url, code: 'TEST-CODE' });
  expect(await session()).toMatchObject({ state: 'signedOut', outOfService: null });
  await desk.core.call('session.signIn', { userName: 'admin', password: 'admin-secret' });
  await desk.quiet();
  const parked = await desk.ledger('parked');
  expect(parked.map(({ uid }) => uid).sort()).toEqual([...uids].sort());
  expect(parked[0]).toMatchObject({ actor: { userId: 'user-manager' }, error: { details: { reason: 'revoked' } } });
  await desk.core.call('sync.retry', { uid: uids[0]!, newUid: 'sent-again' });
  await desk.core.call('sync.dismiss', { uid: uids[1]! });
  await desk.quiet();
  expect(await desk.ledger('confirmed')).toMatchObject([{ uid: 'sent-again', actor: { userId: 'user-admin' } }]);
});

test('a kill while it empties itself leaves nothing: the next start goes on with it', async () => {
  await desk.core.stop();
  const journal = await openJournal(desk.ports.folder, desk.ports);
  await emptyJournal(journal, { centreName: 'Backroom', at: 1, wiped: false });
  await journal.close();
  expect(readdirSync(desk.ports.folder)).toContain('replica.db');
  expect(bytes()).toContain('manager@example.org');
  await desk.start();
  expect(await session()).toMatchObject({ state: 'unregistered', known: [], outOfService: { at: 1 } });
  await desk.core.stop();
  expect(bytes()).not.toContain('manager@example.org');
  await desk.start();
});

test('a desk that is shut out is told so in words, whatever it asks', async () => {
  desk.line.cut();
  await desk.core.call('session.signOut', null);
  await revoke();
  await office.quiet();
  desk.line.restore();
  await outOfService();
  await expect(
    desk.core.call('session.signIn', { userName: 'manager', password: 'manager-secret' }),
  ).rejects.toMatchObject({ details: { reason: 'session.unregistered' } });
});
