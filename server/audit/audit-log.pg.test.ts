import { randomUUID } from 'node:crypto';
import { auditText, type AuditEntry, type AuditQuery } from '../../shared/protocol/audit';
import { counterOrder } from '../../test/harness/counter-order';
import { databases, TestCentres, type TestCentre } from '../../test/harness/test-centre';
import type { Act, WireDesk } from '../../test/harness/wire-desk';
import { beginEpoch } from '../store/meta';
import { checkAudit } from '../upkeep/audit-check';

const centres = new TestCentres();
afterAll(() => centres.close());

const adjust = (actor: string, warehouseId: string, variantId = 'red'): Act => ({
  name: 'stockLevel.adjust',
  actor,
  args: { warehouseId, variantId, delta: 1000, reason: 'found', note: null },
});
const place = (id: string): Act => ({
  name: 'order.place',
  actor: 'user-clerk',
  args: counterOrder({
    id,
    reference: `R-${id}`,
    storeId: 'north',
    items: [{ id: `${id}-1`, variantId: 'red', quantity: 1000, unitPrice: 1190 }],
  }),
});
const ship = (id: string): Act => ({
  name: 'order.ship',
  actor: 'user-worker',
  args: {
    ...{ orderId: id, shipmentId: `${id}-s`, warehouseId: 'south-house', carrier: null, trackingNumber: null },
    items: [{ itemId: `${id}-1`, quantity: 1000, restId: randomUUID() }],
  },
});
const level = { entity: 'stockLevel', id: 'south-house:red' };
const verbs = (entries: readonly AuditEntry[]) => entries.map(({ verb }) => verb);

describe.each(databases)('the audit log that people read on %s', (database) => {
  let it_: TestCentre;
  let desk: WireDesk;
  const orderId = 'order-1';
  const read = async (query: Partial<AuditQuery> = {}) => (await desk.audit('user-manager', query)).entries;
  const seated = (stores: string[], warehouses: string[]) =>
    it_.tamper(`UPDATE "user" SET stores = ?, warehouses = ? WHERE id = 'user-manager'`, [
      JSON.stringify(stores),
      JSON.stringify(warehouses),
    ]);
  const check = () => it_.centre.context.db.read((sql) => checkAudit(sql));

  beforeAll(async () => {
    it_ = await centres.open(database);
    desk = await it_.desk('clerk', 'worker', 'manager');
    const acts = [place(orderId), adjust('user-worker', 'south-house'), adjust('user-worker', 'south-house', 'blue')];
    const more = [ship(orderId), adjust('user-manager', 'north-house')];
    for (const act of [...acts, ...more]) {
      const [outcome] = await desk.act(act);
      expect(outcome).toMatchObject({ status: 'done' });
    }
  });

  test('tells what was done with one record, newest first, with the rows as they were and are', async () => {
    const entries = await read({ about: level });
    expect(verbs(entries)).toEqual(['order.ship@1', 'stockLevel.adjust@1']);
    expect(entries[0]).toMatchObject({ actor: 'user-worker', device: desk.deviceId, hidden: 0 });
    const row = entries[0]!.touched.find(({ id }) => id === level.id);
    expect(row).toMatchObject({ entity: 'stockLevel', before: { quantity: 1000 }, after: { quantity: 0 } });
    const order = await read({ about: { entity: 'order', id: orderId } });
    expect(verbs(order)).toEqual(['order.ship@1', 'order.place@1']);
    expect(order[1]!.touched.find(({ entity }) => entity === 'order')).toMatchObject({ id: orderId, before: null });
    expect(await read({ about: { entity: 'order', id: 'nobody' } })).toEqual([]);
  });

  test('tells with a record what was done with its parts', async () => {
    const said = { name: 'order.comment', actor: 'user-clerk', args: { orderId, text: 'Ring twice' } };
    expect(await desk.act(said)).toMatchObject([{ status: 'done' }]);
    const [comment] = await read({ about: { entity: 'order', id: orderId } });
    expect(comment).toMatchObject({ verb: 'order.comment@1', touched: [{ entity: 'orderComment' }] });
    expect(await read({ about: { entity: 'orderComment', id: comment!.touched[0]!.id } })).toEqual([comment]);
  });

  test('tells what one person did, and narrows by verb and time', async () => {
    const worker = await read({ persons: ['user-worker'] });
    expect(verbs(worker)).toEqual(['order.ship@1', 'stockLevel.adjust@1', 'stockLevel.adjust@1']);
    expect(new Set(worker.map(({ actor }) => actor))).toEqual(new Set(['user-worker']));
    expect(verbs(await read({ persons: ['user-clerk', 'user-manager'] }))).toEqual([
      'order.comment@1',
      'stockLevel.adjust@1',
      'order.place@1',
    ]);
    expect(verbs(await read({ verbs: ['order.place', 'device.register'] }))).toEqual([
      'order.place@1',
      'device.register',
    ]);
    expect(await read({ verbs: ['order'] })).toEqual([]);
    const { at } = worker[1]!;
    const span = await read({ from: at, to: at });
    expect(span.length).toBeGreaterThan(0);
    expect(span.filter((entry) => entry.at !== at)).toEqual([]);
    expect(await read({ from: Date.now() + 60_000 })).toEqual([]);
  });

  test('comes in pages without a hole and without anything twice', async () => {
    await desk.act(...Array.from({ length: 9 }, () => adjust('user-manager', 'north-house', 'green')));
    for (const about of [null, { entity: 'stockLevel', id: 'north-house:green' }]) {
      const all = await read({ about });
      expect(all.length).toBeGreaterThanOrEqual(9);
      const paged: AuditEntry[] = [];
      let after: AuditQuery['after'] = null;
      do {
        const page = await desk.audit('user-manager', { about, after, limit: 2 });
        expect(page.entries.length).toBeLessThanOrEqual(2);
        paged.push(...page.entries);
        after = page.next;
      } while (after);
      expect(paged).toEqual(all);
      expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).sort((a, b) => b - a));
    }
  });

  test.each<[string, string, object, object, object]>([
    ['somebody without the right', 'user-clerk', {}, {}, { code: 'forbidden', details: { reason: 'capability' } }],
    ['somebody who never was here', 'user-admin', {}, {}, { code: 'forbidden', details: { reason: 'actor' } }],
    [
      'a desk that says it asks for him',
      'user-clerk',
      {},
      { actor: 'user-manager' },
      { code: 'forbidden', details: { reason: 'signature' } },
    ],
    [
      'another question than the one that was signed',
      'user-manager',
      { persons: ['user-worker'] },
      { persons: [] },
      { code: 'forbidden', details: { reason: 'signature' } },
    ],
    [
      'a question from yesterday',
      'user-manager',
      { at: Date.now() - 86_400_000 },
      {},
      { code: 'unauthenticated', details: { reason: 'clock', time: expect.any(Number) } },
    ],
    ['more than a page', 'user-manager', { limit: 201 }, {}, { code: 'invalid', details: { field: 'limit' } }],
  ])('is not told to %s', async (_, actor, ...[query, change, error]) => {
    await expect(desk.audit(actor, query, change)).rejects.toMatchObject(error);
  });

  test('nor to a machine that has signed nothing', async () => {
    const asked = { about: null, persons: [], verbs: [], from: null, to: null, after: null, limit: 1, check: false };
    const ask = { ...asked, actor: 'user-manager', at: Date.now() };
    const answer = await fetch(`${it_.url}/audit`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...ask, sig: desk.signAs('user-manager', auditText(ask)) }),
    });
    expect(answer.status).toBe(401);
  });

  test('shows rows where their reader may read them, and what touched nothing else not at all', async () => {
    const everything = await read();
    await seated(['north'], ['north-house']);
    const north = await read();
    const shipped = north.find(({ verb }) => verb === 'order.ship@1')!;
    expect(shipped.hidden).toBeGreaterThan(0);
    const told = new Set(shipped.touched.map(({ entity }) => entity));
    expect(told).toContain('order');
    expect(told).not.toContain('stockLevel');
    expect(shipped.hidden + shipped.touched.length).toBe(
      everything.find(({ verb }) => verb === 'order.ship@1')!.touched.length,
    );
    expect(JSON.stringify(north)).not.toContain('south-house:');
    expect(verbs(await read({ persons: ['user-worker'] }))).toEqual(['order.ship@1']);
    expect(await read({ about: level })).toEqual([]);
    // What is no row of anybody's stays: machines, sessions.
    expect(verbs(north)).toContain('device.register');
    // Pages go on behind what is left out.
    const ids = (entries: readonly AuditEntry[]) => entries.map(({ chain, seq }) => `${chain} ${seq}`);
    const found: AuditEntry[] = [];
    let after: AuditQuery['after'] = null;
    do {
      const page = await desk.audit('user-manager', { after, limit: 1 });
      found.push(...page.entries);
      after = page.next;
    } while (after);
    expect(ids(found)).toEqual(ids(north));
    await seated(['*'], ['*']);
    expect(await read()).toEqual(everything);
  });

  test('says with every page whether the log is whole, and at which desk it is not', async () => {
    const chain = `client/${desk.clientId}`;
    const verdict = async () => (await desk.audit('user-manager', { check: true })).verdict!;
    const broken = async () => (await verdict()).broken;
    expect(await verdict()).toMatchObject({ broken: [], at: expect.any(Number), seal: (await check()).seal });
    const [line] = await it_.rows('SELECT * FROM audit_touch WHERE chain = ? AND entity = ? ORDER BY seq LIMIT 1', [
      chain,
      'order',
    ]);
    const values = ['entity', 'id', 'at', 'chain', 'seq'].map((name) => line![name]!);
    const put = (row: typeof values) => it_.tamper('INSERT INTO audit_touch VALUES (?, ?, ?, ?, ?)', row);
    const take = (row: typeof values) =>
      it_.tamper('DELETE FROM audit_touch WHERE entity = ? AND id = ? AND at = ? AND chain = ? AND seq = ?', row);
    await take(values);
    expect(await broken()).toEqual([{ chain, seq: line!['seq'], fault: 'unindexed', device: desk.deviceId }]);
    await put(values);
    for (const [foreign, seq] of [
      [['order', 'another', ...values.slice(2)], line!['seq']],
      [['order', orderId, 1, chain, line!['seq']!], line!['seq']],
      [['order', orderId, 1, chain, 9999], 9999],
    ] as const) {
      await put([...foreign]);
      expect(await broken()).toEqual([{ chain, seq, fault: 'foreign', device: desk.deviceId }]);
      await take([...foreign]);
    }
    await put(['order', orderId, 1, 'client/nobody', 1]);
    expect(await broken()).toEqual([{ chain: 'client/nobody', seq: 1, fault: 'foreign', device: null }]);
    await take(['order', orderId, 1, 'client/nobody', 1]);
    await it_.tamper(`UPDATE audit SET actor = 'user-clerk' WHERE chain = ? AND seq = 2`, [chain]);
    expect(await broken()).toEqual([{ chain, seq: 2, fault: 'changed', device: desk.deviceId }]);
    expect(it_.log.filter(({ event }) => event === 'audit.broken').length).toBeGreaterThan(0);
    await it_.tamper(`UPDATE audit SET actor = 'user-worker' WHERE chain = ? AND seq = 2`, [chain]);
    expect(await broken()).toEqual([]);
  });

  test('a database from before the index is indexed at the start', async () => {
    const lines = () => it_.rows('SELECT * FROM audit_touch ORDER BY entity, id, at, chain, seq');
    const before = await lines();
    expect(before.length).toBeGreaterThan(20);
    await it_.tamper('DROP TABLE audit_touch');
    await it_.tamper('ALTER TABLE audit_chain DROP COLUMN indexed');
    expect((await check()).broken).toEqual([]);
    // As after the restore of an old backup, before the start.
    const restored = { now: Date.now(), verb: 'centre.restore' };
    desk.epoch = await it_.centre.context.db.write((sql) => beginEpoch(sql, restored));
    await it_.sibling();
    expect(await lines()).toEqual(before);
    expect((await check()).broken).toEqual([]);
    const order = { about: { entity: 'order', id: orderId } };
    expect(verbs(await read(order))).toEqual(['order.comment@1', 'order.ship@1', 'order.place@1']);
    await desk.act(adjust('user-worker', 'south-house'));
    // A version with other parts begins anew, too.
    await it_.tamper("UPDATE sync_note SET value = '[]' WHERE name = 'audit.parts'");
    await it_.tamper("DELETE FROM audit_touch WHERE entity = 'order'");
    await it_.sibling();
    expect(verbs(await read(order))).toHaveLength(3);
    expect((await check()).broken).toEqual([]);
    const [behind] = await it_.rows('SELECT COUNT(*) AS n FROM audit_chain WHERE indexed < seq');
    expect(Number(behind?.['n'])).toBe(0);
  });
});
