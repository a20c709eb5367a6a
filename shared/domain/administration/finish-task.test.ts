import { haveShop, openVerbStore, smallOrder, type VerbStore } from '../../../test/harness/verb-store';

let store: VerbStore;
beforeEach(async () => {
  store = await openVerbStore();
  await haveShop(store);
  await store.run('order.place', smallOrder);
  await adjust(10_000);
});
afterEach(() => store.close());

const adjust = (delta: number) =>
  store.run('stockLevel.adjust', {
    ...{ warehouseId: 'w1', variantId: 'v1', delta, note: null },
    reason: delta > 0 ? 'received' : 'damaged',
  });
const part = (itemId: string, quantity: number) => ({ itemId, quantity, restId: `rest-${itemId}` });
const ship = (shipmentId: string, ...items: ReturnType<typeof part>[]) =>
  store.run('order.ship', {
    ...{ orderId: 'o1', shipmentId, warehouseId: 'w1', carrier: null, trackingNumber: null, items },
  });
const tasks = async () => (await store.all('task')).map(({ kind, state, quantity }) => [kind, state, quantity]);
const level = async () => (await store.all('stockLevel')).find(({ variantId }) => variantId === 'v1')?.['quantity'];

describe('stock below zero', () => {
  it('is one task, however often it is met, and says where and what', async () => {
    await adjust(-11_000);
    await adjust(-1_000);
    expect(await store.all('task')).toMatchObject([
      { id: 'w1:v1', kind: 'stockBelowZero', warehouseId: 'w1', variantId: 'v1', quantity: -1000, actorId: 'user-1' },
    ]);
  });

  it('is done with when the level is back, and opened again when it falls again', async () => {
    await adjust(-11_000);
    await adjust(500);
    expect(await tasks()).toEqual([['stockBelowZero', 'open', -1000]]);
    await adjust(500);
    expect(await tasks()).toEqual([['stockBelowZero', 'done', -1000]]);
    await adjust(-3_000);
    expect(await tasks()).toEqual([['stockBelowZero', 'open', -3000]]);
  });
});

describe('a parcel that does not fit its order', () => {
  it('is no task when it fits, nor when the same parcel is reported again', async () => {
    await ship('sh1', part('i1', 3000));
    await ship('sh1', part('i1', 3000));
    expect(await tasks()).toEqual([]);
  });

  it('with a cancelled line: the stock has left, and somebody looks', async () => {
    await store.run('order.cancel', { orderId: 'o1', items: [part('i1', 3000)] });
    await ship('sh1', part('i1', 3000));
    expect(await tasks()).toEqual([['shippedCancelled', 'open', 3000]]);
    expect(await level()).toBe(7000);
    expect(await store.all('shipment')).toHaveLength(1);
  });

  it('with a line that another parcel held, with more than was ordered, with an unknown line', async () => {
    await ship('sh1', part('i1', 3000));
    await ship('sh2', part('i1', 3000));
    await ship('sh3', part('i2', 1500), part('nobody', 1000));
    const kinds = Object.fromEntries((await store.all('task')).map(({ kind, quantity }) => [kind, quantity]));
    expect(kinds).toEqual({ shippedTwice: 3000, shippedMore: 500, shippedUnknown: 1000, stockBelowZero: -1000 });
    expect(await level()).toBe(7000);
  });

  it('and arrived without having left', async () => {
    await store.run('order.deliver', { orderId: 'o1', items: [part('i1', 3000)] });
    await ship('sh1', part('i1', 3000));
    await store.run('order.deliver', { orderId: 'o1', items: [part('i1', 3000)] });
    expect(await tasks()).toEqual([['deliveredNotShipped', 'open', 3000]]);
    expect(await store.all('task')).toMatchObject([{ storeId: 's1', warehouseId: null, orderId: 'o1', itemId: 'i1' }]);
  });
});

describe('task.finish', () => {
  beforeEach(() => adjust(-11_000));

  it('is done by somebody with a note, once; and opened again when it was not', async () => {
    await store.run('task.finish', { id: 'w1:v1', note: 'Counted' }, { actor: 'ada', at: 5 });
    await store.run('task.finish', { id: 'w1:v1' }, { actor: 'ben', at: 6 });
    expect(await store.all('task')).toMatchObject([
      { state: 'done', finishedBy: 'ada', finishedAt: 5, note: 'Counted' },
    ]);
    await store.run('task.finish', { id: 'w1:v1', open: true });
    expect(await store.all('task')).toMatchObject([{ state: 'open', finishedBy: null, finishedAt: null }]);
    await expect(store.run('task.finish', { id: 'x' })).rejects.toMatchObject({ code: 'notFound' });
  });
});
