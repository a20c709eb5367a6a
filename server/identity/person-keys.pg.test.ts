import { randomUUID } from 'node:crypto';
import type { MutationMessage } from '../../shared/protocol/sync';
import { databases, TestCentres, type TestCentre } from '../../test/harness/test-centre';
import { WireDesk } from '../../test/harness/wire-desk';

const centres = new TestCentres();
afterAll(() => centres.close());

const DAY = 86_400_000;
const adjust = { warehouseId: 'north-house', variantId: 'red', delta: 1000, reason: 'received', note: null };
const received = { name: 'stockLevel.adjust', args: adjust, actor: 'user-manager' };
const refused = { status: 'parked', error: { code: 'forbidden', details: { reason: 'signature' } } };

describe.each(databases)('signed gestures on %s', (database) => {
  let it_: TestCentre;
  let desk: WireDesk;
  beforeAll(async () => {
    it_ = await centres.open(database);
  });
  beforeEach(async () => {
    await it_.tamper('DELETE FROM "stockLevel"');
    desk = await it_.desk('manager', 'worker');
  });

  const stock = async () =>
    (await it_.rows('SELECT "quantity" FROM "stockLevel"')).map((row) => Number(row['quantity']));
  /** Sends one mutation after something was done to it. */
  async function send(change: (made: MutationMessage) => MutationMessage, by = desk) {
    const [made] = by.mutations([received]);
    return (await by.push([change(made!)])).results[0];
  }

  test('what its actor has signed is done', async () => {
    expect(await send((made) => made)).toMatchObject({ status: 'done' });
    expect(await stock()).toEqual([1000]);
  });

  test('a gesture in the name of a colleague is parked, and changes nothing', async () => {
    expect(await send((made) => desk.signedBy(made, 'user-worker'))).toMatchObject(refused);
    expect(await send((made) => ({ ...made, actor: 'user-worker' }))).toMatchObject(refused);
    expect(await stock()).toEqual([]);
  });

  test('whatever of it is changed after it was signed, it is parked; its number is not part of it', async () => {
    const changes: Partial<MutationMessage>[] = [
      { args: { ...adjust, delta: 9000 } },
      { args: { ...adjust, note: 'a gift' } },
      { at: Date.now() - DAY },
      { uid: randomUUID() },
      { deps: [randomUUID()] },
    ];
    for (const change of changes) expect(await send((made) => ({ ...made, ...change }))).toMatchObject(refused);
    expect(await stock()).toEqual([]);
    const [made] = desk.mutations([received]);
    await desk.introduce('next');
    expect((await desk.push([{ ...made!, mid: 1 }])).results).toMatchObject([{ status: 'done' }]);
  });

  test('a signature is good for its own gesture only', async () => {
    const [first] = desk.mutations([received]);
    await desk.push([first!]);
    expect(await send((made) => ({ ...made, sig: first!.sig }))).toMatchObject(refused);
    expect(await stock()).toEqual([1000]);
  });

  test('the key of the same person at another desk does not sign here', async () => {
    const other = await it_.desk('manager');
    expect(await send((made) => other.signedBy(made))).toMatchObject(refused);
  });

  test('without a signature, or with half of one, it is parked', async () => {
    expect(await send((made) => ({ ...made, sig: null }))).toMatchObject(refused);
    expect(await send(({ sig: _, ...made }) => made)).toMatchObject(refused);
    await it_.tamper('UPDATE device_person SET public_key = NULL');
    expect(await send((made) => made)).toMatchObject(refused);
    expect(await stock()).toEqual([]);
  });

  test('somebody from before gestures were signed registers his key with his next sign-in', async () => {
    const old = await it_.desk();
    await old.signIn('manager', 'manager-secret');
    await it_.tamper('UPDATE device_person SET public_key = NULL WHERE device = ?', [old.deviceId]);
    expect(await send((made) => made, old)).toMatchObject(refused);
    await old.signIn('manager', 'manager-secret');
    expect(await send((made) => made, old)).toMatchObject({ status: 'done' });
  });

  test('a new key comes with a correct password only; the one before proves what was made before', async () => {
    const own = await it_.desk();
    await own.signIn('manager', 'manager-secret');
    const [before, late] = own.mutations([received, { ...received, at: Date.now() + 2 * DAY }]);
    const fresh = new WireDesk(it_.url);
    const key = fresh.personKey('user-manager');
    const ask = (password: string, personKey: string) =>
      own.ask('/sign-in', { userName: 'manager', password, personKey });
    await expect(ask('wrong', key)).rejects.toMatchObject({ code: 'unauthenticated' });
    await ask('manager-secret', key);
    expect((await own.push([before!, late!])).results).toMatchObject([{ status: 'done' }, refused]);
    expect(await send((made) => fresh.signedBy(made), own)).toMatchObject({ status: 'done' });
    const told = await it_.rows("SELECT verb FROM audit WHERE device = ? AND verb = 'session.newKey'", [own.deviceId]);
    expect(told).toHaveLength(2);
    await expect(ask('manager-secret', 'zz')).rejects.toMatchObject({ code: 'invalid' });
  });
});
