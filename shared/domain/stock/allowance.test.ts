import { haveShop, openVerbStore, smallOrder, type VerbStore } from '../../../test/harness/verb-store';

let store: VerbStore;
beforeEach(async () => {
  store = await openVerbStore();
  await haveShop(store);
  const desk = { name: 'Till', number: 1, registeredAt: 0, revokedAt: null };
  await store.have('desk', { id: 'd1', ...desk }, { id: 'd2', ...desk, revokedAt: 5 });
  await store.have('stockLevel', { id: 'w1:v1', warehouseId: 'w1', variantId: 'v1', quantity: 5000 });
});
afterEach(async () => {
  await expectSum();
  await store.close();
});

const lease = { id: 'a1', deskId: 'd1', warehouseId: 'w1', variantId: 'v1', quantity: 3000, until: 2000 };
const grant = (changes: object = {}) => store.run('stockAllowance.grant', { ...lease, ...changes });
const giveBack = () => store.run('stockAllowance.return', { stockAllowanceId: 'a1' });
const order = (id: string, quantity: number, allowanceId: string | null = 'a1') => ({
  ...smallOrder,
  id,
  items: [{ id: `${id}.1`, variantId: 'v1', quantity, unitPrice: 250, reserve: { warehouseId: 'w1', allowanceId } }],
});
const place = (...args: Parameters<typeof order>) => store.run('order.place', order(...args));
const refusal = (reason: string, details: object = {}) => ({ code: 'refused', details: { reason, ...details } });
const reserved = async () => (await store.all('reservedStock'))[0]?.['quantity'] ?? 0;
const leased = async () => (await store.all('stockAllowance'))[0];

/** What is reserved is what live allowances have left and what open lines keep. */
async function expectSum(): Promise<void> {
  const live = (await store.all('stockAllowance')).filter(({ state }) => state === 'live');
  const lines = (await store.all('orderItem')).filter(({ reservedFrom }) => reservedFrom === 'w1');
  const left = live.map(({ quantity, used }) => Number(quantity) - Number(used));
  expect(await reserved()).toBe([...left, ...lines.map((one) => Number(one['quantity']))].reduce((a, b) => a + b, 0));
}

describe('an allowance', () => {
  it('takes what is free from everybody else, and no more than that', async () => {
    await grant();
    expect(await reserved()).toBe(3000);
    await expect(grant({ id: 'a2' })).rejects.toMatchObject(refusal('stock.notFree', { free: 2 }));
    await expect(place('o1', 2001, null)).rejects.toMatchObject(refusal('stock.notFree', { free: 2 }));
    await place('o1', 2000, null);
    expect(await store.all('orderItem')).toMatchObject([{ reservedFrom: 'w1' }]);
  });

  it('is given to a desk in service, once, for a time to come', async () => {
    await expect(grant({ deskId: 'gone' })).rejects.toMatchObject({ code: 'notFound' });
    await expect(grant({ deskId: 'd2' })).rejects.toMatchObject(refusal('stock.deskGone'));
    await expect(grant({ until: 1000 })).rejects.toMatchObject(refusal('stock.allowanceOver'));
    await grant();
    await expect(grant()).rejects.toMatchObject({ code: 'conflict' });
    expect(await store.all('stockAllowance')).toHaveLength(1);
  });

  it('is used up by orders, and refuses what is beyond its quantity, its time, its article and its desk', async () => {
    await grant();
    await place('o1', 2000);
    expect(await leased()).toMatchObject({ used: 2000 });
    expect(await reserved()).toBe(3000);
    await expect(place('o2', 1001)).rejects.toMatchObject(refusal('stock.allowanceSpent', { left: 1 }));
    await expect(store.run('order.place', order('o2', 1000), { at: 2001 })).rejects.toMatchObject(
      refusal('stock.allowanceOver'),
    );
    await expect(store.run('order.place', order('o2', 1000), { desk: 'd2' })).rejects.toMatchObject(
      refusal('stock.otherAllowance'),
    );
    const [line] = order('o2', 1000).items;
    await expect(
      store.run('order.place', { ...order('o2', 1000), items: [{ ...line, variantId: 'v2' }] }),
    ).rejects.toMatchObject(refusal('stock.otherAllowance'));
    await store.run('order.place', order('o2', 1000), { desk: 'd1', at: 2000 });
    expect(await leased()).toMatchObject({ used: 3000 });
    expect(await store.all('order')).toHaveLength(2);
  });

  it('gives back what is left of it, once', async () => {
    await grant();
    await place('o1', 1000);
    await giveBack();
    await giveBack();
    expect(await leased()).toMatchObject({ state: 'ended', used: 1000, endedAt: 1000 });
    expect(await reserved()).toBe(1000);
  });

  it('still keeps its word when it was given back before its desk knew; what is promised twice is a task', async () => {
    await grant();
    await giveBack();
    await place('o1', 1000);
    expect(await store.all('task')).toEqual([]);
    await place('o2', 4000, null);
    await place('o3', 2000);
    expect(await store.all('task')).toMatchObject([{ kind: 'stockPromisedTwice', quantity: -2000, warehouseId: 'w1' }]);
    expect(await store.all('order')).toHaveLength(3);
  });
});

describe('a reserved line', () => {
  const part = (quantity: number) => ({ itemId: 'o1.1', quantity, restId: 'o1.2' });

  it('is kept until it is shipped, a part of it for the part that stays', async () => {
    await place('o1', 3000, null);
    const parcel = { orderId: 'o1', shipmentId: 'p1', warehouseId: 'w1', carrier: null, trackingNumber: null };
    await store.run('order.ship', { ...parcel, items: [part(1000)] });
    expect(await reserved()).toBe(2000);
    const lines = await store.all('orderItem');
    expect(lines.map(({ state, quantity, reservedFrom }) => [state, quantity, reservedFrom])).toEqual([
      ['shipped', 1000, null],
      ['confirmed', 2000, 'w1'],
    ]);
    expect(await store.all('stockLevel')).toMatchObject([{ quantity: 4000 }]);
    await place('o3', 2000, null);
    await expect(place('o4', 1, null)).rejects.toMatchObject(refusal('stock.notFree', { free: 0 }));
  });

  it('is free again when it is cancelled', async () => {
    await place('o1', 5000, null);
    await store.run('order.cancel', { orderId: 'o1', items: [part(5000)] });
    expect(await reserved()).toBe(0);
    await place('o2', 5000, null);
  });

  it('wants the right to place orders at the warehouse, and leaves nothing behind when one line is short', async () => {
    const [line] = order('o1', 1000, null).items;
    const items = [line, { ...line, id: 'o1.2', quantity: 4001 }];
    await expect(store.run('order.place', { ...order('o1', 1), items })).rejects.toMatchObject(
      refusal('stock.notFree', { free: 4 }),
    );
    expect(await reserved()).toBe(0);
    const rights = [{ allow: ['*'], deny: [], stores: '*' as const, warehouses: ['w2'] }];
    const elsewhere = await openVerbStore(rights);
    await haveShop(elsewhere);
    await elsewhere.have('stockLevel', { id: 'w1:v1', warehouseId: 'w1', variantId: 'v1', quantity: 5000 });
    await expect(elsewhere.run('order.place', order('o1', 1000, null))).rejects.toMatchObject({ code: 'forbidden' });
    await elsewhere.close();
  });
});
