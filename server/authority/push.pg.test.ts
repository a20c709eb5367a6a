import { randomUUID } from 'node:crypto';
import { counterOrder } from '../../test/harness/counter-order';
import { databases, TestCentres, type TestCentre } from '../../test/harness/test-centre';
import type { Act, WireDesk } from '../../test/harness/wire-desk';
import { prune } from '../upkeep/prune';
import { auditHash } from './audit';

const centres = new TestCentres();
afterAll(() => centres.close());

const adjust = (delta: number, more: Partial<Act> & { warehouse?: string } = {}): Act => {
  const { warehouse = 'south-house', ...rest } = more;
  const args = { warehouseId: warehouse, variantId: 'red', delta, reason: 'found', note: null };
  return { name: 'stockLevel.adjust', actor: 'user-worker', args, ...rest };
};

const place = (id: string, more: Record<string, unknown> = {}): Act => ({
  name: 'order.place',
  actor: 'user-clerk',
  args: counterOrder({
    id,
    reference: `R-${id}`,
    storeId: 'north',
    items: [{ id: `${id}-1`, variantId: 'red', quantity: 2000, unitPrice: 1190 }],
    ...more,
  }),
});

describe.each(databases)('push on %s', (database) => {
  let it_: TestCentre;
  let desk: WireDesk;
  beforeAll(async () => {
    it_ = await centres.open(database);
  });
  beforeEach(async () => {
    desk = await it_.desk('clerk', 'worker', 'manager');
  });

  const level = async (id = 'south-house:red') => {
    const [row] = await it_.rows('SELECT quantity FROM "stockLevel" WHERE id = ?', [id]);
    const [sum] = await it_.rows(
      'SELECT CAST(SUM(delta) AS BIGINT) AS sum FROM "stockMovement" WHERE "warehouseId" || \':\' || "variantId" = ?',
      [id],
    );
    expect(Number(sum?.['sum'] ?? 0)).toBe(Number(row?.['quantity'] ?? 0));
    return Number(row?.['quantity'] ?? 0);
  };

  test('a mutation has one effect, however often it is sent', async () => {
    const before = await level();
    const mutations = desk.mutations([adjust(1000), adjust(500)]);
    const answers = [];
    for (let i = 0; i < 3; i += 1) answers.push(await desk.push(mutations));
    expect(answers[0]).toEqual({
      lmid: 2,
      results: mutations.map(({ mid, uid }) => ({ mid, uid, status: 'done' })),
    });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(await level()).toBe(before + 1500);
  });

  test('a batch that overlaps with what was consumed continues behind it', async () => {
    const before = await level();
    const mutations = desk.mutations([adjust(1), adjust(2), adjust(4), adjust(8)]);
    await desk.push(mutations.slice(0, 2));
    expect((await desk.push(mutations)).lmid).toBe(4);
    expect(await level()).toBe(before + 15);
  });

  test('the same batch sent at once from several lines counts once', async () => {
    const before = await level();
    const mutations = desk.mutations(Array.from({ length: 60 }, () => adjust(10)));
    const answers = await Promise.all(Array.from({ length: 4 }, () => desk.push(mutations)));
    for (const { lmid, results } of answers) {
      expect(lmid).toBe(60);
      expect(results.map(({ status }) => status)).toEqual(Array.from({ length: 60 }, () => 'done'));
    }
    expect(await level()).toBe(before + 600);
  });

  test('numbers without holes: a later one is refused with the expected number, and nothing happens', async () => {
    const before = await level();
    const [, second] = desk.mutations([adjust(1), adjust(2)]);
    await expect(desk.push([second!])).rejects.toMatchObject({
      status: 409,
      code: 'conflict',
      details: { reason: 'outOfOrder', expected: 1 },
    });
    const gap = [...desk.mutations([adjust(1)]), ...desk.mutations([adjust(1)])].map((m, i) => ({
      ...m,
      mid: 1 + 2 * i,
    }));
    await expect(desk.push(gap)).rejects.toMatchObject({ status: 422, details: { field: 'mutations.1.mid' } });
    expect(await level()).toBe(before);
  });

  test('a gesture that was already done under an older incarnation is not done again', async () => {
    const before = await level();
    const [first, refused] = desk.mutations([adjust(1000), adjust(1, { actor: 'user-admin' })]);
    const old = await desk.push([first!, refused!]);
    await desk.introduce(randomUUID());
    const again = await desk.push([
      { ...first!, mid: 1 },
      { ...refused!, mid: 2 },
    ]);
    expect(again.results).toEqual(old.results);
    expect(await level()).toBe(before + 1000);
  });

  test('both halves of copied files cannot lose a mutation: the second one is told that it is a copy', async () => {
    const before = await level();
    await desk.act(adjust(1));
    desk.mid = 0;
    await expect(desk.act(adjust(2))).rejects.toMatchObject({ status: 409, details: { reason: 'forked' } });
    expect(await level()).toBe(before + 1);
  });

  test('what is old is forgotten, what a desk may still ask for is not; a forgotten gesture is not done again', async () => {
    const before = await level();
    const old = desk.mutations([adjust(1), adjust(0)]);
    const answer = await desk.push(old);
    const aged = Date.now() - 91 * 86_400_000;
    await it_.tamper('UPDATE sync_uid SET at = ? WHERE client = ?', [aged, desk.clientId]);
    await it_.tamper('UPDATE sync_result SET at = ? WHERE client = ?', [aged, desk.clientId]);
    const young = desk.mutations([adjust(0)]);
    const refused = await desk.push(young);
    await it_.centre.context.db.write((sql) => prune(sql, Date.now()));
    expect(await it_.rows('SELECT mid FROM sync_result WHERE client = ?', [desk.clientId])).toEqual([{ mid: 3 }]);
    expect((await desk.push(old)).lmid).toBe(3);
    expect((await desk.push(young)).results).toEqual(refused.results);
    expect(answer.results[1]?.status).toBe('parked');
    expect(await level()).toBe(before + 1);
  });

  test('what stands in the way of a client is told: retired, unknown, another desk, another epoch', async () => {
    const mutations = desk.mutations([adjust(1)]);
    const other = await it_.desk('worker');
    const foreign = { clientId: desk.clientId, epoch: desk.epoch, mutations };
    const gone = { status: 410, code: 'notFound', details: { reason: 'unknownClient' } };
    await expect(other.ask('/sync/push', foreign)).rejects.toMatchObject(gone);
    await expect(desk.ask('/sync/push', { ...foreign, clientId: 'nobody' })).rejects.toMatchObject(gone);
    await expect(desk.ask('/sync/push', { ...foreign, epoch: 'before' })).rejects.toMatchObject({
      status: 409,
      details: { reason: 'epoch' },
    });
    await it_.tamper('UPDATE sync_client SET retired = 1 WHERE id = ?', [desk.clientId]);
    await expect(desk.push(mutations)).rejects.toMatchObject({ status: 409, details: { reason: 'retired', lmid: 0 } });
  });

  test('a refusal is parked with its reason, undoes all of its verb, and stops nobody behind it', async () => {
    const id = randomUUID();
    const [placed, twice, unknown, empty, after] = await desk.act(
      place(id),
      place(id),
      place(randomUUID(), {
        items: [
          { id: randomUUID(), variantId: 'red', quantity: 1000, unitPrice: 1 },
          { id: randomUUID(), variantId: 'none', quantity: 1000, unitPrice: 1 },
        ],
      }),
      place(randomUUID(), { items: [] }),
      adjust(1),
    );
    expect(placed?.status).toBe('done');
    expect(twice).toMatchObject({ status: 'parked', error: { code: 'conflict', details: { reason: 'exists' } } });
    expect(unknown).toMatchObject({ status: 'parked', error: { code: 'refused', details: { field: 'items.1' } } });
    expect(empty).toMatchObject({ status: 'parked', error: { details: { reason: 'order.noItems' } } });
    expect(after?.status).toBe('done');
    const [count] = await it_.rows('SELECT COUNT(*) AS n FROM "orderItem" WHERE "orderId" <> ? AND "unitPrice" = 1', [
      id,
    ]);
    expect(count?.['n']).toBe(0);
    const kept = await it_.rows('SELECT mutation FROM sync_result WHERE client = ? ORDER BY mid', [desk.clientId]);
    expect(kept).toHaveLength(3);
    expect(JSON.parse(String(kept[0]?.['mutation'])).args).toEqual(place(id).args);
  });

  test('what builds on a parked one is parked with it', async () => {
    const [bad] = desk.mutations([place(randomUUID(), { items: [] })]);
    const [next] = desk.mutations([adjust(1, { deps: [bad!.uid] })]);
    const { results } = await desk.push([bad!, next!]);
    expect(results[1]).toMatchObject({ status: 'parked', error: { details: { reason: 'dependency', uid: bad!.uid } } });
  });

  test.each([
    ['an unknown verb', { name: 'order.explode' }, { code: 'notFound' }],
    ['an unknown version', { ver: 99 }, { code: 'upgradeRequired', details: { reason: 'newerVerb' } }],
    ['wrong arguments', { args: { warehouseId: 'south-house' } }, { code: 'invalid', details: { field: 'variantId' } }],
    ['a delta of zero', adjust(0), { code: 'invalid', details: { field: 'delta' } }],
    ['a delta beyond sense', adjust(2_000_000_000), { code: 'invalid', details: { field: 'delta' } }],
    [
      'a NUL',
      { args: { warehouseId: 'south-house', variantId: 'red', delta: 1, reason: 'found', note: 'a\0b' } },
      { code: 'invalid', details: { reason: 'nul' } },
    ],
    ['a stranger', { actor: 'user-nobody' }, { code: 'forbidden', details: { reason: 'actor' } }],
    ['a person who never signed in here', { actor: 'user-admin' }, { code: 'forbidden', details: { reason: 'actor' } }],
    [
      'a person without the capability',
      { actor: 'user-clerk' },
      { code: 'forbidden', details: { reason: 'capability' } },
    ],
    ['another place', adjust(1, { warehouse: 'north-house' }), { code: 'forbidden', details: { reason: 'place' } }],
  ])('%s is parked and changes nothing', async (_, change, error) => {
    const before = await level();
    const [outcome] = await desk.act({ ...adjust(1), ...change });
    expect(outcome).toMatchObject({ status: 'parked', error });
    expect(await level()).toBe(before);
    expect(await level('north-house:red')).toBe(0);
  });

  test('rights are those of now, and deny wins', async () => {
    const setAllow = (deny: string[]) =>
      it_.tamper('UPDATE "role" SET deny = ? WHERE id = ?', [JSON.stringify(deny), 'role-warehouse']);
    await setAllow(['stock.*']);
    expect((await desk.act(adjust(1)))[0]).toMatchObject({ status: 'parked', error: { code: 'forbidden' } });
    await setAllow([]);
    expect((await desk.act(adjust(1)))[0]?.status).toBe('done');
    await it_.tamper('UPDATE "user" SET active = 0 WHERE id = ?', ['user-worker']);
    expect((await desk.act(adjust(1)))[0]).toMatchObject({ status: 'parked', error: { details: { reason: 'actor' } } });
    await it_.tamper('UPDATE "user" SET active = 1 WHERE id = ?', ['user-worker']);
  });

  test('a fact is recorded even where it cannot be right: stock goes below zero, a shipped line stays shipped', async () => {
    const start = await level('north-house:red');
    expect((await desk.act(adjust(-5_000_000, { warehouse: 'north-house', actor: 'user-manager' })))[0]?.status).toBe(
      'done',
    );
    expect(await level('north-house:red')).toBe(start - 5_000_000);
    const id = randomUUID();
    const ship = (parcel: string): Act => ({
      name: 'order.ship',
      actor: 'user-clerk',
      args: {
        orderId: id,
        shipmentId: parcel,
        warehouseId: 'north-house',
        carrier: null,
        trackingNumber: null,
        items: [{ itemId: `${id}-1`, quantity: 2000, restId: randomUUID() }],
      },
    });
    const outcomes = await desk.act(place(id), ship(randomUUID()), ship(randomUUID()));
    expect(outcomes.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
    expect(await level('north-house:red')).toBe(start - 5_002_000);
  });

  test('many desks on the same row lose nothing, and the audit chains hold', async () => {
    const before = await level();
    const desks = await Promise.all(Array.from({ length: 6 }, () => it_.desk('worker')));
    await Promise.all(
      desks.map(async (one) => {
        for (let i = 0; i < 5; i += 1) await one.act(...Array.from({ length: 10 }, () => adjust(1)));
      }),
    );
    expect(await level()).toBe(before + 300);
    for (const one of desks) {
      const entries = await it_.rows('SELECT * FROM audit WHERE chain = ? ORDER BY seq', [`client/${one.clientId}`]);
      expect(entries).toHaveLength(50);
      let hash = '0'.repeat(64);
      for (const { seq, at, actor, device, verb, uid, before: was, after, hash: kept } of entries) {
        hash = auditHash(hash, [seq!, at!, actor!, device!, verb!, uid!, was!, after!]);
        expect(kept).toBe(hash);
      }
    }
  });

  test('a large push is consumed in several transactions and answered whole', async () => {
    const before = await level();
    const { lmid, results } = await desk.push(desk.mutations(Array.from({ length: 230 }, () => adjust(1))));
    expect(lmid).toBe(230);
    expect(results).toHaveLength(230);
    expect(await level()).toBe(before + 230);
  });
});
