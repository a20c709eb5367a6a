import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { domain } from '../../shared/domain/domain';
import { text } from '../../shared/kernel/field';
import { createDomain } from '../../shared/kernel/register';
import { pullAnswerSchema } from '../../shared/protocol/sync';
import { decode } from '../../shared/store/codec';
import { addSum, sumOfRow } from '../../shared/store/row-sum';
import { counterOrder } from '../../test/harness/counter-order';
import { databases, TestCentres, type TestCentre } from '../../test/harness/test-centre';
import type { Act, WireDesk } from '../../test/harness/wire-desk';
import { logTouches } from '../authority/scope-log';
import { addTouch, type Touches } from '../authority/touches';
import { seedRecords } from '../demo/seed';
import { migrate } from '../store/migrate';
import { addUpScopes, type ScopeSum } from './scope-sums';

const centres = new TestCentres();
afterAll(() => centres.close());

jest.setTimeout(60_000);

const actor = 'user-admin';
const variants = ['red', 'blue', 'green', 'v1', 'v2', 'v3'];
const variant = (id: string, price: number) => ({
  id,
  productId: 'mug',
  sku: id,
  name: { en: `Mug ${id}`, de: 'Becher' },
  price,
  currency: 'EUR',
  image: null,
  active: true,
});
const items = (id: string, quantity: number) =>
  ['red', 'blue'].map((variantId, i) => ({ id: `${id}-${i}`, variantId, quantity, unitPrice: 1190 }));
const order = (id: string, storeId: string, quantity: number) =>
  counterOrder({
    id,
    reference: `R-${id}`,
    storeId,
    customerName: 'Ann "the hat" O\u2028Neill \u{1F3A9}',
    items: items(id, quantity),
  });
const parcel = (id: string, warehouseId: string, quantity: number) => ({
  orderId: id,
  shipmentId: randomUUID(),
  warehouseId,
  carrier: null,
  trackingNumber: null,
  items: [{ itemId: `${id}-0`, quantity, restId: randomUUID() }],
});

const act = (name: string, args: Act['args']): Act => ({ name, actor, args });
const some = fc.constantFrom(...variants);
const store = fc.constantFrom('north', 'south');
const house = fc.constantFrom('north-house', 'south-house');
const order_ = fc.constantFrom('o1', 'o2', 'o3');
const amount = fc.integer({ min: -3, max: 5 }).map((n) => n * 1000);
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  fc.tuple(some, amount).map(([id, n]) => act('variant.create', variant(id, Math.abs(n)))),
  fc
    .tuple(some, amount)
    .map(([id, n]) => act('variant.update', { id, changes: { price: { from: 1, to: Math.abs(n) } } })),
  fc
    .tuple(some, fc.boolean())
    .map(([id, on]) => act('variant.update', { id, changes: { active: { from: on, to: !on } } })),
  some.map((id) => act('variant.remove', { id })),
  fc
    .tuple(some, house, amount)
    .map(([variantId, warehouseId, delta]) =>
      act('stockLevel.adjust', { warehouseId, variantId, delta, reason: 'found', note: null }),
    ),
  fc.tuple(order_, store, amount).map(([id, where, n]) => act('order.place', order(id, where, n))),
  fc.tuple(order_, house, amount).map(([id, where, n]) => act('order.ship', parcel(id, where, n))),
  order_.map((orderId) => act('order.comment', { orderId, text: 'späť \\ "x"' })),
);

describe.each(databases)('the sums of scopes on %s', (database) => {
  let it_: TestCentre;
  let desk: WireDesk;
  beforeAll(async () => {
    it_ = await centres.open(database);
    desk = await it_.desk('admin');
  });

  const kept = async () => {
    const rows = await it_.rows('SELECT scope, rows, sum FROM sync_scope ORDER BY scope');
    return rows.map(
      ({ scope, rows: count, sum }) => [String(scope), { rows: Number(count), sum: Number(sum) }] as const,
    );
  };
  const addedUp = async () => {
    const sums = await it_.centre.context.db.read((sql) => addUpScopes(sql, domain));
    return (await kept()).map(([scope]) => [scope, sums.get(scope) ?? { rows: 0, sum: 0 }] as const);
  };
  /** What a desk that holds the scope would compute. */
  const ofDesk = (scope: string): ScopeSum => {
    let [rows, sum] = [0, 0];
    for (const [entity, table] of Object.entries(desk.scopeRows(scope))) {
      for (const row of Object.values(table)) {
        rows += 1;
        sum = addSum(sum, sumOfRow(domain.entity(entity), JSON.parse(row)));
      }
    }
    return { rows, sum };
  };
  const verified = async () => {
    const { clientId, epoch, cursors, lmid } = desk;
    const asked = { clientId, epoch, pullSeq: 1, lmid, cursors, verify: true };
    return pullAnswerSchema.parse(await desk.ask('/sync/pull', asked));
  };

  test('a seeded shop has right sums, and pulls that do not ask get none', async () => {
    expect(await kept()).toEqual(await addedUp());
    expect((await kept()).filter(([, { sum }]) => sum > 0).length).toBeGreaterThan(2);
    expect(await desk.pullOnce()).not.toHaveProperty('sums');
    const records = [{ id: 'fr', name: 'TVA', country: 'FR', rate: 2000 }];
    await seedRecords(it_.centre.context, [{ kind: 'records', entity: 'taxRate', records }]);
    expect(await kept()).toEqual(await addedUp());
  });

  test('whatever verbs run, the kept sum is that of the rows, and that of a desk which pulled them', async () => {
    let done = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyAct, { minLength: 1, maxLength: 12 }), async (acts) => {
        const outcomes = await desk.act(...acts);
        done += outcomes.filter(({ status }) => status === 'done').length;
        expect(await kept()).toEqual(await addedUp());
        await desk.pull();
        const { membership, sums } = await verified();
        expect(Object.keys(sums ?? {})).toEqual(membership);
        for (const scope of membership) {
          const { rows, sum, v } = sums![scope]!;
          expect({ scope, rows, sum }).toEqual({ scope, ...ofDesk(scope) });
          expect(v).toBe(desk.cursors[scope] ?? 0);
        }
      }),
      { numRuns: 20 },
    );
    expect(done).toBeGreaterThan(20);
  });

  test('a row that moves leaves one sum and enters the other', async () => {
    const level = domain.entity('stockLevel');
    await desk.act(
      act('stockLevel.adjust', { warehouseId: 'south-house', variantId: 'm', delta: 5, reason: 'found', note: null }),
    );
    await it_.centre.context.db.write(async (sql) => {
      const [row] = await sql.all('SELECT * FROM "stockLevel" WHERE "warehouseId" = ? LIMIT 1', ['south-house']);
      const before = decode(level, row!);
      await sql.run('UPDATE "stockLevel" SET "warehouseId" = ? WHERE id = ?', ['north-house', before.id]);
      const touches: Touches = new Map();
      addTouch(touches, { entity: level, id: before.id, before, after: { ...before, warehouseId: 'north-house' } });
      await logTouches(sql, touches, Date.now());
    });
    expect(await kept()).toEqual(await addedUp());
  });

  test('a sum tells of a single row that is not as it was written', async () => {
    await it_.tamper('UPDATE "product" SET active = 1 - active WHERE id = ?', ['mug']);
    expect(await kept()).not.toEqual(await addedUp());
    await it_.tamper('UPDATE "product" SET active = 1 - active WHERE id = ?', ['mug']);
    expect(await kept()).toEqual(await addedUp());
  });

  test('a database from before sums gets them, and a new column makes them anew; only then', async () => {
    const { db } = it_.centre.context;
    const right = await kept();
    await it_.tamper('ALTER TABLE sync_scope DROP COLUMN sum');
    await it_.tamper('DROP TABLE sync_note');
    await db.write((sql) => migrate(sql, domain));
    expect(await kept()).toEqual(right);
    const product = domain.entity('product');
    const longer = { ...product, fields: { ...product.fields, shelf: text() } };
    const next = createDomain(
      domain.entities.map((entity) => (entity === product ? longer : entity)),
      [],
    );
    await db.write((sql) => migrate(sql, next));
    const scopes = await db.read((sql) => addUpScopes(sql, next));
    expect(new Map(await kept()).get('catalog')).toEqual(scopes.get('catalog'));
    expect(await kept()).not.toEqual(right);
    await it_.tamper("UPDATE sync_scope SET sum = 1 WHERE scope = 'catalog'");
    await db.write((sql) => migrate(sql, next));
    expect(new Map(await kept()).get('catalog')).toMatchObject({ sum: 1 });
  });
});
