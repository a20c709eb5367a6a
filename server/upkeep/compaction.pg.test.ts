import { randomUUID } from 'node:crypto';
import type { Clock } from '../../shared/kernel/clock';
import { databases, smallShop, TestCentres, type TestCentre } from '../../test/harness/test-centre';
import { WireDesk, type Act } from '../../test/harness/wire-desk';
import { logTouches } from '../authority/scope-log';
import { addTouch, type Touches } from '../authority/touches';
import { compact } from './compaction';

const centres = new TestCentres();
afterAll(() => centres.close());

jest.setTimeout(60_000);

const DAY = 86_400_000;

const variant = (id: string) => ({
  id,
  productId: 'mug',
  sku: id,
  name: { en: 'Mug' },
  price: 1,
  currency: 'EUR',
  image: null,
  active: true,
});
const manager = (name: string, args: Act['args']): Act => ({ name, args, actor: 'user-manager' });
const create = (id: string) => manager('variant.create', variant(id));
const remove = (id: string) => manager('variant.remove', { id });
const adjust = () =>
  manager('stockLevel.adjust', { warehouseId: 'south-house', variantId: 'red', delta: 1, reason: 'found', note: null });

describe.each(databases)('compaction on %s', (database) => {
  let it_: TestCentre;
  let days = 0;
  const now = () => Date.now() + days * DAY;
  const clock: Clock = { now, monotonic: () => performance.now() };
  beforeAll(async () => {
    it_ = await centres.open(database, { clock });
  });

  const desk = async () => {
    const one = await new WireDesk(it_.url, () => days * DAY).register(smallShop.code);
    await one.signIn('manager', 'manager-secret');
    return one;
  };
  const log = async (id: string) =>
    (await it_.rows('SELECT op FROM sync_log WHERE scope = ? AND id = ?', ['catalog', id])).map(({ op }) => op);
  const sweep = () => compact(it_.centre.context.db, now());
  const scope = async () => (await it_.rows("SELECT version, floor FROM sync_scope WHERE scope = 'catalog'"))[0]!;

  test('a desk away for 91 days loads only the scope whose removals are forgotten; what was deleted never lives again', async () => {
    const [home, away] = [await desk(), await desk()];
    const [gone, kept] = [randomUUID(), randomUUID()];
    await home.act(create(gone), create(kept), adjust());
    for (const one of [home, away]) await one.pull();
    const waiting = away.mutations([
      manager('variant.update', { id: gone, changes: { sku: { from: gone, to: 'OFFLINE' } } }),
      manager('variant.update', { id: kept, changes: { sku: { from: kept, to: 'KEPT' } } }),
    ]);
    const { floor } = await scope();
    await home.act(remove(gone), adjust());

    days += 80;
    await home.signIn('manager', 'manager-secret');
    await sweep();
    expect(await log(gone)).toEqual(['del']);
    expect(await scope()).toMatchObject({ floor });
    const [, delta] = [await home.pull(), home.row('catalog', 'variant', gone)];
    expect(delta).toBeUndefined();

    days += 11;
    expect(await sweep()).toBeGreaterThan(0);
    expect(await log(gone)).toEqual([]);
    await away.signIn('manager', 'manager-secret');
    const answer = await away.pullOnce();
    expect(answer.scopes.filter(({ kind }) => kind === 'snapshot').map((one) => one.scope)).toEqual(['catalog']);
    expect(answer.scopes.filter(({ kind }) => kind === 'delta').map((one) => one.scope)).toEqual([
      'warehouse/south-house',
    ]);
    expect(away.row('catalog', 'variant', gone)).toBeDefined();
    const [lost, done] = (await away.push(waiting)).results;
    expect(lost).toMatchObject({ status: 'parked', error: { code: 'notFound', details: { reason: 'gone' } } });
    expect(done?.status).toBe('done');
    await away.pull();
    await home.pull();
    expect(away.row('catalog', 'variant', gone)).toBeUndefined();
    expect(away.row('catalog', 'variant', kept)).toMatchObject({ sku: 'KEPT' });
    for (const name of home.rows.keys()) expect(away.scopeRows(name)).toEqual(home.scopeRows(name));
    expect((await away.pullOnce()).scopes).toEqual([]);
  });

  test('a desk that was there meanwhile is not reset', async () => {
    const one = await desk();
    const id = randomUUID();
    await one.act(create(id), create(`${id}-b`));
    await one.act(remove(id));
    await one.pull();
    days += 91;
    await one.signIn('manager', 'manager-secret');
    await sweep();
    await one.act(create(`${id}-c`));
    expect((await one.pullOnce()).scopes).toMatchObject([{ scope: 'catalog', kind: 'delta' }]);
    expect(await log(id)).toEqual([]);
  });

  test('a row that comes to life again while it is forgotten stays in the log', async () => {
    const one = await desk();
    const ids = Array.from({ length: 30 }, () => randomUUID());
    await one.act(...ids.map(create));
    await one.act(...ids.map(remove));
    expect((await Promise.all(ids.map(log))).flat()).toEqual(ids.map(() => 'del'));
    // As an older sweep leaves it that broke off after the floor had risen: this one begins with the entries.
    await it_.tamper("UPDATE sync_scope SET floor = version WHERE scope = 'catalog'");
    const { context } = it_.centre;
    const entity = context.domain.entity('variant');
    let sweeping: Promise<number> | undefined;
    await context.db.write(async (sql) => {
      const touches: Touches = new Map();
      for (const id of ids.slice(0, 10)) addTouch(touches, { entity, id, before: null, after: variant(id) });
      await logTouches(sql, touches, now());
      sweeping = sweep();
      await new Promise((done) => setTimeout(done, 300));
    });
    await sweeping;
    await sweep();
    expect(await Promise.all(ids.map(log))).toEqual(ids.map((_, i) => (i < 10 ? ['put'] : [])));
    // The rows themselves were never written.
    await it_.tamper("DELETE FROM sync_log WHERE scope = 'catalog'");
    await it_.tamper("UPDATE sync_scope SET rows = rows - 10 WHERE scope = 'catalog'");
  });

  test('removals from before times were kept stay for 90 days from now', async () => {
    const one = await desk();
    const id = randomUUID();
    await one.act(create(id));
    await one.act(remove(id));
    await it_.tamper('UPDATE sync_log SET at = NULL');
    await sweep();
    expect(await log(id)).toEqual(['del']);
    days += 91;
    await sweep();
    expect(await log(id)).toEqual([]);
  });

  test('pushes and sweeps at once do not stand in each other’s way', async () => {
    const [one, two] = [await desk(), await desk()];
    const ids = Array.from({ length: 60 }, () => randomUUID());
    await one.act(...ids.map(create));
    await one.act(...ids.map(remove));
    expect((await Promise.all(ids.map(log))).flat()).toEqual(ids.map(() => 'del'));
    days += 91;
    for (const each of [one, two]) await each.signIn('manager', 'manager-secret');
    const half = (from: number) => ids.slice(from, from + 30).map(create);
    const work = [one.act(...half(0)), two.act(...half(30)), sweep(), sweep()] as const;
    const [a, b] = await Promise.all(work);
    expect([...a, ...b].filter(({ status }) => status !== 'done')).toEqual([]);
    await sweep();
    expect((await Promise.all(ids.map(log))).flat()).toEqual(ids.map(() => 'put'));
    await one.pull();
    const fresh = await desk();
    await fresh.pull();
    expect(fresh.scopeRows('catalog')).toEqual(one.scopeRows('catalog'));
  });
});
