import { randomUUID } from 'node:crypto';
import { retiredSchema, type MutationMessage, type Retired } from '../../shared/protocol/sync';
import { databases, TestCentres, type TestCentre } from '../../test/harness/test-centre';
import type { Act, WireDesk } from '../../test/harness/wire-desk';

const centres = new TestCentres();
afterAll(() => centres.close());

const adjust = (delta: number, actor = 'user-worker'): Act => ({
  name: 'stockLevel.adjust',
  actor,
  args: { warehouseId: 'south-house', variantId: 'red', delta, reason: 'found', note: null },
});
const uidsOf = (mutations: readonly MutationMessage[]) => mutations.map(({ uid }) => uid);

describe.each(databases)('retiring a client on %s', (database) => {
  let it_: TestCentre;
  let desk: WireDesk;
  beforeAll(async () => {
    it_ = await centres.open(database);
  });
  beforeEach(async () => {
    desk = await it_.desk('worker');
  });

  const retire = async (uids: readonly string[], by = desk, id = desk.clientId): Promise<Retired> =>
    retiredSchema.parse(await by.ask(`/sync/clients/${id}/retire`, { uids }));
  const level = async () =>
    Number((await it_.rows('SELECT quantity FROM "stockLevel" WHERE id = ?', ['south-house:red']))[0]?.['quantity']);

  test('it tells the last number and which gestures are dealt with, and nothing of the client arrives any more', async () => {
    const sent = desk.mutations([adjust(1000), adjust(1, 'user-admin')]);
    const waiting = desk.mutations([adjust(500)]);
    await desk.push(sent);
    const before = await level();
    const never = randomUUID();
    const answer = await retire([...uidsOf(waiting), ...uidsOf(sent), never]);
    expect(answer).toEqual({ lmid: 2, known: uidsOf(sent) });
    const retired = { status: 409, code: 'conflict', details: { reason: 'retired', lmid: 2 } };
    await expect(desk.push(waiting)).rejects.toMatchObject(retired);
    await expect(desk.pullOnce()).rejects.toMatchObject(retired);
    expect(await level()).toBe(before);
    expect(await retire(uidsOf(waiting))).toEqual({ lmid: 2, known: [] });
    const [told, ...more] = await it_.rows('SELECT device FROM audit WHERE chain = ? AND verb = ?', [
      `client/${desk.clientId}`,
      'client.retire',
    ]);
    expect({ told, more }).toEqual({ told: { device: desk.deviceId }, more: [] });
  });

  test('what was not known goes on under a new incarnation, with one effect', async () => {
    const mutations = desk.mutations([adjust(1000), adjust(500)]);
    await desk.push(mutations.slice(0, 1));
    const before = await level();
    const { known } = await retire(uidsOf(mutations));
    await desk.introduce(randomUUID());
    const rest = mutations.filter(({ uid }) => !known.includes(uid)).map((one, i) => ({ ...one, mid: i + 1 }));
    expect(rest).toHaveLength(1);
    await desk.push(rest);
    await desk.push(rest);
    expect(await level()).toBe(before + 500);
  });

  test('only the own desk may; a client that the centre has lost needs no fence', async () => {
    const other = await it_.desk('worker');
    const gone = { status: 410, code: 'notFound', details: { reason: 'unknownClient' } };
    await expect(retire([], other)).rejects.toMatchObject(gone);
    await desk.act(adjust(1));
    const [mutation] = desk.mutations([adjust(1)]);
    await desk.push([mutation!]);
    expect(await retire([mutation!.uid], desk, 'lost-client')).toEqual({ lmid: 0, known: [mutation!.uid] });
    const { status } = await desk.send('POST', `/sync/clients/${desk.clientId}/retire`, '{"uids":[7]}');
    expect(status).toBe(422);
    const { status: foreign } = await desk.send('POST', '/sync/clients/a%20b/retire', '{"uids":[]}');
    expect(foreign).toBe(422);
  });

  test('a push under way and a retire have one order: what the answer does not know never arrives', async () => {
    for (let round = 0; round < 8; round += 1) {
      const one = await it_.desk('worker');
      const before = await level();
      const mutations = one.mutations(Array.from({ length: 120 }, () => adjust(1)));
      const [pushed, answer] = await Promise.all([
        one.push(mutations).then(
          () => 'done',
          (error: { details: { reason: string } }) => error.details.reason,
        ),
        new Promise<void>((done) => setTimeout(done, round * 6)).then(() =>
          retire(uidsOf(mutations), one, one.clientId),
        ),
      ]);
      expect(['done', 'retired']).toContain(pushed);
      expect(answer.known).toEqual(uidsOf(mutations).slice(0, answer.lmid));
      expect(await level()).toBe(before + answer.lmid);
      const [row] = await it_.rows('SELECT lmid, retired FROM sync_client WHERE id = ?', [one.clientId]);
      expect(row).toEqual({ lmid: answer.lmid, retired: 1 });
    }
  });
});
