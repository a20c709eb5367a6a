import { eventSchema, type SyncEvent } from '../../shared/protocol/sync';
import { TestCentres, type TestCentre } from '../../test/harness/test-centre';
import type { WireDesk } from '../../test/harness/wire-desk';

const centres = new TestCentres();
afterAll(() => centres.close());

/** What a desk hears, as it comes. */
class Ear {
  readonly heard: SyncEvent[] = [];
  private readonly stop = new AbortController();
  ended = false;

  static async open(desk: WireDesk, url = desk.url): Promise<Ear> {
    const ear = new Ear();
    const headers = desk.signed('GET', '/sync/events', '');
    const answer = await fetch(`${url}/sync/events`, { headers, signal: ear.stop.signal });
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    void ear.read(answer.body!);
    await ear.until((events) => events.length > 0);
    return ear;
  }

  async until(enough: (events: SyncEvent[]) => boolean): Promise<void> {
    for (let tries = 0; tries < 500 && !enough(this.heard); tries += 1)
      await new Promise((done) => setTimeout(done, 20));
    if (!enough(this.heard)) throw new Error(`only heard ${JSON.stringify(this.heard)}`);
  }

  pokes(): Record<string, number> {
    return Object.assign({}, ...this.heard.map((event) => (event.type === 'poke' ? event.scopes : {})));
  }

  close(): void {
    this.stop.abort();
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    let text = '';
    try {
      for await (const chunk of body) {
        text += new TextDecoder().decode(chunk);
        const parts = text.split('\n\n');
        text = parts.pop() ?? '';
        for (const part of parts)
          if (part.startsWith('data: ')) this.heard.push(eventSchema.parse(JSON.parse(part.slice(6))));
      }
    } catch {
      // closed by the test
    }
    this.ended = true;
  }
}

const adjust = (warehouseId: string) => ({
  name: 'stockLevel.adjust',
  actor: 'user-manager',
  args: { warehouseId, variantId: 'red', delta: 1, reason: 'found', note: null },
});
const version = async (it_: TestCentre, scope: string) =>
  (await it_.rows('SELECT version FROM sync_scope WHERE scope = ?', [scope]))[0]?.['version'];

test('a desk hears of changes in its own scopes within moments, and of no others', async () => {
  const it_ = await centres.open('SQLite');
  const desk = await it_.desk('manager');
  const clerk = await it_.desk('clerk');
  const [all, north] = [await Ear.open(desk), await Ear.open(clerk)];
  expect(all.heard[0]).toMatchObject({ type: 'hello', epoch: desk.epoch });
  await desk.act(adjust('south-house'), adjust('south-house'));
  await all.until(() => 'warehouse/south-house' in all.pokes());
  await desk.act(adjust('north-house'));
  await north.until(() => 'warehouse/north-house' in north.pokes());
  expect(Object.keys(north.pokes())).toEqual(['warehouse/north-house']);
  await all.until(() => 'warehouse/north-house' in all.pokes());
  expect(all.pokes()).toEqual({
    'warehouse/south-house': await version(it_, 'warehouse/south-house'),
    'warehouse/north-house': await version(it_, 'warehouse/north-house'),
  });
  for (const ear of [all, north]) ear.close();
});

test('a desk hears when what it may hold changes, by a sign-in or by a change of rights', async () => {
  const it_ = await centres.open('SQLite');
  const desk = await it_.desk();
  const admin = await it_.desk('admin');
  const ear = await Ear.open(desk);
  await desk.signIn('clerk', 'clerk-secret');
  await ear.until((events) => events.some(({ type }) => type === 'membership'));
  await admin.act({
    name: 'user.update',
    actor: 'user-admin',
    args: { id: 'user-clerk', changes: { stores: { from: ['north'], to: ['north', 'south'] } } },
  });
  await ear.until((events) => events.filter(({ type }) => type === 'membership').length === 2);
  expect((await desk.pullOnce()).membership).toContain('store/south');
  ear.close();
});

test('closing the centre ends the streams', async () => {
  const it_ = await centres.open('SQLite');
  const ear = await Ear.open(await it_.desk('manager'));
  await it_.centre.close();
  for (let tries = 0; tries < 100 && !ear.ended; tries += 1) await new Promise((done) => setTimeout(done, 20));
  expect(ear.ended).toBe(true);
});

test('two nodes on one PostgreSQL: a desk at one hears what was pushed at the other, and both take pushes of one scope', async () => {
  const one = await centres.open('PostgreSQL');
  const two = await one.sibling();
  expect(two.centre.context.identity.epoch).toBe(one.centre.context.identity.epoch);
  const desk = await one.desk('manager');
  const ear = await Ear.open(desk, two.url);
  await desk.act(adjust('south-house'));
  await ear.until(() => 'warehouse/south-house' in ear.pokes());
  const other = await two.desk('manager');
  await Promise.all(
    [desk, other].map(async (each) => {
      for (let i = 0; i < 5; i += 1) await each.act(adjust('south-house'), adjust('south-house'));
    }),
  );
  await desk.pull();
  await other.pull();
  expect(desk.scopeRows('warehouse/south-house')).toEqual(other.scopeRows('warehouse/south-house'));
  expect(desk.row('warehouse/south-house', 'stockLevel', 'south-house:red')).toMatchObject({ quantity: 21 });
  ear.close();
});

test('what many desks hear of at once names the time to come within; what lies in a place is told at once', async () => {
  const it_ = await centres.open('SQLite', { limits: { calls: 1 } });
  const desks = [await it_.desk('manager'), await it_.desk('manager'), await it_.desk('manager')];
  const ears = await Promise.all(desks.map((desk) => Ear.open(desk)));
  const rename = { id: 'mug', changes: { sku: { from: 'MUG', to: 'CUP' } } };
  await desks[0]!.act({ name: 'product.update', actor: 'user-manager', args: rename });
  for (const ear of ears) await ear.until(() => 'catalog' in ear.pokes());
  await desks[0]!.act(adjust('north-house'));
  for (const ear of ears) await ear.until(() => 'warehouse/north-house' in ear.pokes());
  const spreads = ears.map(({ heard }) => heard.flatMap((event) => (event.type === 'poke' ? [event.spread ?? 0] : [])));
  expect(spreads).toEqual([
    [2500, 0],
    [2500, 0],
    [2500, 0],
  ]);
  for (const ear of ears) ear.close();
});
