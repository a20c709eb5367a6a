import { randomUUID } from 'node:crypto';
import { CoreDesk, eventually } from '../harness/core-desk';
import { counterOrder } from '../harness/counter-order';
import { TestCentres, type TestCentre } from '../harness/test-centre';

const centres = new TestCentres();
let centre: TestCentre;
let a: CoreDesk;
let b: CoreDesk;

beforeAll(async () => {
  centre = await centres.open('SQLite');
  [a, b] = await Promise.all([CoreDesk.open(centre.url), CoreDesk.open(centre.url)]);
  await Promise.all([a.signIn('manager'), b.signIn('manager')]);
  await Promise.all([a.quiet(), b.quiet()]);
});
afterAll(async () => {
  await Promise.all([a?.close(), b?.close()]);
  await centres.close();
});

const place = { storeId: 'north', warehouseId: 'north-house' };
const HOUR = 3_600_000;

/** Orders so many units, kept in the warehouse: out of the desk's allowance, or of what is free. */
async function sell(
  desk: CoreDesk,
  variantId: string,
  { units, allowanceId }: { units: number; allowanceId?: string },
) {
  const { reference } = await desk.core.call('number.next', { kind: 'order', storeId: place.storeId });
  const reserve = { warehouseId: place.warehouseId, allowanceId: allowanceId ?? null };
  const id = randomUUID();
  const itemId = randomUUID();
  const items = [{ id: itemId, variantId, quantity: units * 1000, unitPrice: 1190, reserve }];
  await desk.act('order.place', counterOrder({ id, reference, storeId: place.storeId, items }));
  return { id, itemId, units };
}

const ship = (desk: CoreDesk, { id, itemId, units }: Awaited<ReturnType<typeof sell>>) =>
  desk.act('order.ship', {
    orderId: id,
    shipmentId: randomUUID(),
    warehouseId: place.warehouseId,
    carrier: null,
    trackingNumber: null,
    items: [{ itemId, quantity: units * 1000, restId: randomUUID() }],
  });

async function receive(variantId: string, units: number): Promise<void> {
  const what = { warehouseId: place.warehouseId, variantId, delta: units * 1000, reason: 'received', note: null };
  await a.act('stockLevel.adjust', what);
}

async function grant(desk: CoreDesk, variantId: string, units: number): Promise<string> {
  const { deskNumber } = await desk.core.call('session.get', null);
  const holder = (await desk.all('desk')).find(({ number }) => number === deskNumber);
  const id = randomUUID();
  const share = { warehouseId: place.warehouseId, variantId, quantity: units * 1000, until: Date.now() + HOUR };
  await desk.act('stockAllowance.grant', { id, deskId: holder?.id, ...share });
  return id;
}

const both = () => Promise.all([a.quiet(), b.quiet()]);
/** Until a desk has pulled everything that the centre knows: nothing waits, and its rows are the centre's. */
const agreed = (variantId: string) =>
  eventually(async () => {
    await both();
    const text = 'SELECT id, quantity FROM "reservedStock" WHERE "variantId" = ?';
    const there = (await centre.rows(text, [variantId])).map(({ id, quantity }) => [id, Number(quantity)]);
    for (const desk of [a, b]) {
      const here = (await desk.all('reservedStock')).filter((row) => row['variantId'] === variantId);
      expect(here.map(({ id, quantity }) => [id, quantity])).toEqual(there);
    }
  });
const parked = async (desk: CoreDesk) =>
  (await desk.ledger('parked')).map(({ name, error }) => [name, error?.details.reason]);
const level = async (variantId: string) => {
  const rows = await centre.rows('SELECT quantity FROM "stockLevel" WHERE "variantId" = ?', [variantId]);
  return rows.map(({ quantity }) => Number(quantity));
};

test('two desks sell the last two offline: whose allowance they are is accepted, the other is parked, nothing is below zero', async () => {
  await receive('red', 2);
  await agreed('red');
  b.line.cut();
  const lease = await grant(a, 'red', 2);
  await a.quiet();
  a.line.cut();
  const sold = [
    await sell(a, 'red', { units: 1, allowanceId: lease }),
    await sell(a, 'red', { units: 1, allowanceId: lease }),
  ];
  const lost = await sell(b, 'red', { units: 2 }); // it cannot know, so it is taken down
  await expect(sell(a, 'red', { units: 1, allowanceId: lease })).rejects.toMatchObject({
    details: { reason: 'stock.allowanceSpent', left: 0 },
  });
  b.line.restore();
  await eventually(async () => expect(await parked(b)).toEqual([['order.place', 'stock.notFree']]));
  a.line.restore();
  await agreed('red');
  expect(await parked(a)).toEqual([]);
  for (const { id } of sold) expect(await b.row('order', id)).toMatchObject({ state: 'confirmed' });
  expect(await b.row('order', lost.id)).toBeUndefined();
  for (const order of sold) await ship(b, order);
  await agreed('red');
  expect(await level('red')).toEqual([0]);
  expect(await a.row('reservedStock', 'north-house:red')).toMatchObject({ quantity: 0 });
  expect((await a.all('task')).filter(({ variantId }) => variantId === 'red')).toEqual([]);
}, 60_000);

test('an allowance that was given back and sold on behind its desk’s back still holds; that it does not go together is a task', async () => {
  await receive('blue', 2);
  const lease = await grant(a, 'blue', 2);
  await agreed('blue');
  a.line.cut();
  await b.act('stockAllowance.return', { stockAllowanceId: lease });
  await sell(b, 'blue', { units: 2 });
  await b.quiet();
  await sell(a, 'blue', { units: 1, allowanceId: lease });
  a.line.restore();
  await agreed('blue');
  expect(await parked(a)).toEqual([]);
  const tasks = (await b.all('task')).filter(({ variantId }) => variantId === 'blue');
  expect(tasks).toMatchObject([{ kind: 'stockPromisedTwice', state: 'open', quantity: -1000 }]);
  expect(await level('blue')).toEqual([2000]);
}, 60_000);
