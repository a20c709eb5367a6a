import { randomUUID } from 'node:crypto';
import { domain } from '../../shared/domain/domain';
import { expectSame, tablesOf } from '../../test/harness/same-rows';
import { decode } from '../../shared/store/codec';
import { insertRows } from '../store/insert-rows';
import { databases, TestCentres, type TestCentre } from '../../test/harness/test-centre';
import type { Act, WireDesk } from '../../test/harness/wire-desk';
import { logTouches } from './scope-log';
import { addTouch, type Touches } from './touches';

const centres = new TestCentres();
afterAll(() => centres.close());

const adjust = (variantId: string, delta: number, warehouseId = 'south-house'): Act => ({
  name: 'stockLevel.adjust',
  actor: 'user-manager',
  args: { warehouseId, variantId, delta, reason: 'found', note: null },
});

const variant = (id: string, sku = id) => ({
  id,
  productId: 'mug',
  sku,
  name: { en: 'Mug' },
  price: 1,
  currency: 'EUR',
  image: null,
  active: true,
});
const create = (id: string): Act => ({ name: 'variant.create', actor: 'user-manager', args: variant(id) });

const all = [
  'administration',
  'allowances',
  'catalog',
  'conflicts',
  'customers',
  'desks',
  'staff',
  'store/north',
  'store/south',
  'tasks',
];
const everything = [...all, 'warehouse/north-house', 'warehouse/south-house'].sort();

describe.each(databases)('the feed on %s', (database) => {
  let it_: TestCentre;
  let desk: WireDesk;
  beforeAll(async () => {
    it_ = await centres.open(database);
  });
  beforeEach(async () => {
    desk = await it_.desk('manager');
  });

  test('snapshots are the tables, in every scope that the desk may hold', async () => {
    const answer = await desk.pullOnce();
    expect(answer.membership).toEqual(everything);
    expect(answer.scopes.map(({ kind }) => kind)).toEqual(everything.map(() => 'snapshot'));
    await desk.pull();
    await expectSame(desk, it_, everything);
    expect(Object.keys(desk.scopeRows('catalog')['variant'] ?? {})).toEqual(expect.arrayContaining(['blue', 'red']));
    expect((await desk.pullOnce()).scopes).toEqual([]);
    const path = '/sync/snapshot/catalog';
    const zipped = await desk.send('GET', path, undefined, { 'accept-encoding': 'gzip' });
    const plain = await desk.send('GET', path, undefined, { 'accept-encoding': 'identity' });
    expect([zipped, plain].map(({ headers }) => headers.get('content-encoding'))).toEqual(['gzip', null]);
    expect(plain.text).toBe(zipped.text);
  });

  test('a delta has the rows put, changed and removed, and nothing else', async () => {
    await desk.pull();
    const id = randomUUID();
    await desk.act(create(id), create(`${id}-2`));
    const first = await desk.pullOnce();
    expect(first.scopes).toHaveLength(1);
    expect(first.lmid).toBe(2);
    await desk.pull();
    expect(desk.row('catalog', 'variant', id)).toMatchObject({ sku: id, name: '{"en":"Mug"}', active: 1 });
    await desk.act(
      { name: 'variant.update', actor: 'user-manager', args: { id, changes: { sku: { from: id, to: 'NEW' } } } },
      { name: 'variant.remove', actor: 'user-manager', args: { id: `${id}-2` } },
    );
    const [delta] = (await desk.pullOnce()).scopes;
    expect(delta).toMatchObject({
      scope: 'catalog',
      kind: 'delta',
      changes: [{ entity: 'variant', rows: [expect.arrayContaining([id, 'NEW'])], removed: [`${id}-2`] }],
    });
    await desk.pull();
    await expectSame(desk, it_, everything);
  });

  test('a row that moves leaves its old scope and appears in the new', async () => {
    const id = randomUUID();
    await desk.act({
      name: 'customer.create',
      actor: 'user-manager',
      args: {
        id,
        reference: id,
        salutation: null,
        firstName: 'A',
        lastName: 'B',
        company: null,
        email: 'a@b.example',
        phone: null,
        country: 'DE',
        note: null,
        createdAt: 1,
      },
    });
    await desk.act(adjust('blue', 5));
    await desk.pull();
    // No verb of today moves a row, so the log's own rule is asked: old scope says gone, new scope says put.
    const level = domain.entity('stockLevel');
    await it_.centre.context.db.write(async (sql) => {
      const [row] = await sql.all('SELECT * FROM "stockLevel" WHERE id = ?', ['south-house:blue']);
      const before = decode(level, row!);
      await sql.run('UPDATE "stockLevel" SET "warehouseId" = ? WHERE id = ?', ['north-house', before.id]);
      const touches: Touches = new Map();
      addTouch(touches, { entity: level, id: before.id, before, after: { ...before, warehouseId: 'north-house' } });
      await logTouches(sql, touches, Date.now());
    });
    await desk.pull();
    expect(desk.row('warehouse/south-house', 'stockLevel', 'south-house:blue')).toBeUndefined();
    expect(desk.row('warehouse/north-house', 'stockLevel', 'south-house:blue')).toMatchObject({ quantity: 5 });
    await expectSame(desk, it_, everything);
    const late = await it_.desk('manager');
    await late.pull();
    await expectSame(late, it_, everything);
    await it_.tamper('DELETE FROM "stockLevel" WHERE id = ?', ['south-house:blue']);
    await it_.tamper("UPDATE sync_scope SET rows = rows - 1 WHERE scope = 'warehouse/north-house'");
  });

  test('a long delta comes in pages that split only between versions, and only the last one confirms', async () => {
    await desk.pull();
    const mark = randomUUID();
    const entity = domain.entity('variant');
    for (let part = 0; part < 9; part += 1) {
      const records = Array.from({ length: 500 }, (_, i) => variant(`${mark}-${part}-${i}`));
      await it_.centre.context.db.write(async (sql) => {
        await insertRows(sql, entity, records);
        const touches: Touches = new Map();
        for (const after of records) addTouch(touches, { entity, id: after.id, before: null, after });
        await logTouches(sql, touches, Date.now());
      });
    }
    await desk.act(create(`${mark}-mine`));
    const first = await desk.pullOnce();
    const [delta] = first.scopes;
    expect(delta).toMatchObject({ scope: 'catalog', kind: 'delta', more: true });
    expect(first.lmid).toBe(0);
    expect(delta?.kind === 'delta' && delta.changes[0]?.rows.length).toBe(4000);
    await desk.pull();
    expect(desk.lmid).toBe(1);
    await expectSame(desk, it_, ['catalog']);
  });

  test('parked mutations are told up to the last confirmed one, and only those that the desk does not know', async () => {
    await desk.pull();
    const [refused] = await desk.act(adjust('red', 0), adjust('red', 1));
    await desk.pull();
    expect([...desk.results.values()]).toEqual([refused]);
    expect((await desk.pullOnce()).results).toEqual([]);
    expect(desk.lmid).toBe(2);
  });

  test('rows outside the rights of the people of a desk never come, and leave when rights go', async () => {
    const clerk = await it_.desk('clerk');
    await desk.act(adjust('red', 1), adjust('red', 1, 'north-house'));
    await clerk.pull();
    const mine = [...all.filter((scope) => scope !== 'store/south' && scope !== 'desks'), 'warehouse/north-house'];
    expect([...clerk.rows.keys()].sort()).toEqual(mine.sort());
    await expectSame(clerk, it_, mine);
    for (const scope of ['store/south', 'warehouse/south-house', 'role/pricing', 'warehouse/none', 'catalog/1']) {
      const { status, text } = await clerk.send('GET', `/sync/snapshot/${encodeURIComponent(scope)}`);
      expect({ scope, status }).toEqual({ scope, status: 403 });
      expect(text).not.toContain('south-house:red');
    }
    const asked = {
      clientId: clerk.clientId,
      epoch: clerk.epoch,
      pullSeq: 1,
      cursors: { 'warehouse/south-house': 0, 'store/south': null },
    };
    const answer = JSON.stringify(await clerk.ask('/sync/pull', asked));
    expect(answer).not.toContain('south');
    const work = async (stores: string) => {
      await it_.tamper('UPDATE "user" SET stores = ? WHERE id = ?', [stores, 'user-clerk']);
      await it_.tamper("UPDATE sync_scope SET version = version + 1 WHERE scope = 'staff'"); // as any gesture does
    };
    await work('[]');
    await clerk.pull();
    expect([...clerk.rows.keys()]).not.toContain('store/north');
    await work('["north"]');
    const nobody = await it_.desk();
    expect(await nobody.pullOnce()).toMatchObject({ membership: [], scopes: [] });
  });

  test('a desk ahead of the centre, or below the floor, is told so', async () => {
    await desk.pull();
    const { clientId, epoch, cursors } = desk;
    const ask = (change: object) => desk.ask('/sync/pull', { clientId, epoch, pullSeq: 1, cursors, ...change });
    const behind = { status: 409, details: { reason: 'epoch' } };
    await expect(ask({ cursors: { catalog: 1e9 } })).rejects.toMatchObject(behind);
    await expect(ask({ lmid: 1e9 })).rejects.toMatchObject(behind);
    await expect(ask({ epoch: 'before' })).rejects.toMatchObject(behind);
    await it_.tamper("UPDATE sync_scope SET version = version + 1, floor = version + 1 WHERE scope = 'customers'");
    expect(await ask({})).toMatchObject({ scopes: [{ scope: 'customers', kind: 'snapshot' }] });
    await desk.pull();
    await expectSame(desk, it_, everything);
  });

  test('desks hammer the same scopes while others pull: whoever sees a version has all before it', async () => {
    const pullers = [await it_.desk('manager'), await it_.desk('manager')];
    const writers = await Promise.all(Array.from({ length: 4 }, () => it_.desk('manager')));
    await Promise.all(pullers.map((one) => one.pull()));
    let writing = true;
    const articles = ['red', 'blue', 'green'];
    const houses = ['north-house', 'south-house'];
    const write = async (one: WireDesk, seed: number) => {
      for (let i = 0; i < 6; i += 1) {
        const acts = Array.from({ length: 5 }, (_, k) =>
          adjust(articles[(seed + i * k) % 3]!, 1, houses[(seed + i + k) % 2]),
        );
        const outcomes = await one.act(...acts, create(`${randomUUID()}`));
        expect(outcomes.filter(({ status }) => status !== 'done')).toEqual([]);
      }
    };
    const pulling = pullers.map(async (one) => {
      while (writing) await one.pull();
      await one.pull();
    });
    await Promise.all(writers.map(write)).finally(() => (writing = false));
    await Promise.all(pulling);
    for (const one of pullers) await expectSame(one, it_, everything);
    const counts = await it_.rows('SELECT scope, rows FROM sync_scope');
    const tables = await tablesOf(it_);
    for (const { scope, rows } of counts) {
      const held = Object.values(tables[String(scope)] ?? {}).reduce(
        (sum, table) => sum + Object.keys(table).length,
        0,
      );
      expect({ scope, rows }).toEqual({ scope, rows: held });
    }
  });

  test('a desk pulls while its own push goes on: what is confirmed is in the rows of the same answer', async () => {
    const one = await it_.desk('manager');
    await one.pull();
    const ids = new Map<number, string>();
    let pushing = true;
    const push = async () => {
      for (let i = 0; i < 60; i += 1) {
        const id = randomUUID();
        const made = one.mutations([create(id)]);
        ids.set(made[0]?.mid ?? 0, id);
        await one.push(made);
      }
    };
    const pull = async () => {
      while (pushing) {
        await one.pull();
        const confirmed = [...ids].filter(([mid]) => mid <= one.lmid);
        expect(confirmed.filter(([, id]) => !one.row('catalog', 'variant', id))).toEqual([]);
      }
    };
    await Promise.all([push().finally(() => (pushing = false)), pull()]);
    await one.pull();
    expect(one.lmid).toBe(60);
  });

  test('a snapshot that nobody reads to its end gives its transaction back', async () => {
    for (let i = 0; i < 20; i += 1) {
      const stop = new AbortController();
      const path = '/sync/snapshot/catalog';
      const answer = await fetch(`${it_.url}${path}`, { headers: desk.signed('GET', path, ''), signal: stop.signal });
      const reader = answer.body!.getReader();
      await reader.read();
      stop.abort();
      await reader.cancel().catch(() => undefined);
    }
    await desk.pull();
    await desk.load('catalog');
    await expectSame(desk, it_, ['catalog']);
  });
});
