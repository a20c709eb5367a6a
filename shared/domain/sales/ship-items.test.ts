import { haveShop, openVerbStore, smallOrder, type VerbStore } from '../../../test/harness/verb-store';

let store: VerbStore;
beforeEach(async () => {
  store = await openVerbStore();
  await haveShop(store);
  await store.run('order.place', smallOrder);
});
afterEach(() => store.close());

const ship = (items: { itemId: string; quantity: number; restId: string }[], shipmentId = 'sh1') => ({
  orderId: 'o1',
  shipmentId,
  warehouseId: 'w1',
  carrier: 'DPD',
  trackingNumber: 'T1',
  items,
});
const all = ship([
  { itemId: 'i1', quantity: 3000, restId: 'r1' },
  { itemId: 'i2', quantity: 1000, restId: 'r2' },
]);
const levels = async () =>
  Object.fromEntries((await store.all('stockLevel')).map(({ variantId, quantity }) => [variantId, quantity]));

describe('order.ship', () => {
  it('ships the lines, books the stock and says so in the history', async () => {
    await store.run('order.ship', all);
    expect(await store.all('order')).toEqual([expect.objectContaining({ state: 'shipped', grandTotal: 1749 })]);
    expect((await store.all('orderItem')).map((item) => item['shipmentId'])).toEqual(['sh1', 'sh1']);
    expect(await levels()).toEqual({ v1: -3000, v2: -1000 });
    expect((await store.all('orderEvent')).filter((event) => event['event'] === 'ship')).toHaveLength(2);
    expect(await store.all('shipment')).toEqual([
      expect.objectContaining({ trackingNumber: 'T1', itemCount: 2, actorId: 'user-1' }),
    ]);
  });

  it('splits a line that is shipped in part, and loses no cent', async () => {
    await store.run('order.ship', ship([{ itemId: 'i1', quantity: 1000, restId: 'rest' }]));
    const items = await store.all('orderItem');
    expect(items.map(({ id, quantity, state, total }) => [id, quantity, state, total])).toEqual([
      ['i1', 1000, 'shipped', 250],
      ['i2', 1000, 'confirmed', 999],
      ['rest', 2000, 'confirmed', 500],
    ]);
    expect(await store.all('order')).toEqual([
      expect.objectContaining({ state: 'partlyShipped', grandTotal: 1749, itemCount: 3 }),
    ]);
    expect(await levels()).toEqual({ v1: -1000 });
  });

  it('counts a parcel once, also when two desks report it', async () => {
    await store.run('order.ship', all);
    await store.run('order.ship', { ...all, shipmentId: 'sh2' });
    expect(await levels()).toEqual({ v1: -3000, v2: -1000 });
    expect(await store.all('shipment')).toHaveLength(1);
  });

  it('keeps stock the sum of its movements', async () => {
    await store.run('order.ship', all);
    await store.run('stockLevel.adjust', {
      warehouseId: 'w1',
      variantId: 'v1',
      delta: 5000,
      reason: 'received',
      note: null,
    });
    const sum = (await store.all('stockMovement'))
      .filter((m) => m['variantId'] === 'v1')
      .reduce((s, m) => s + Number(m['delta']), 0);
    expect(await levels()).toMatchObject({ v1: sum });
    expect(sum).toBe(2000);
  });
});

describe('other events', () => {
  const part = [{ itemId: 'i1', quantity: 3000, restId: 'r' }];

  it('cancel takes a line out of the totals, and only once', async () => {
    await store.run('order.cancel', { orderId: 'o1', items: part });
    expect(await store.all('order')).toEqual([
      expect.objectContaining({ state: 'confirmed', grandTotal: 999, itemCount: 1 }),
    ]);
    await expect(store.run('order.cancel', { orderId: 'o1', items: part })).rejects.toMatchObject({
      details: { reason: 'order.eventNotOffered' },
    });
  });

  it('go from shipped to delivered to closed', async () => {
    await store.run('order.ship', all);
    for (const verb of ['order.deliver', 'order.close']) await store.run(verb, { orderId: 'o1', items: all.items });
    expect(await store.all('order')).toEqual([expect.objectContaining({ state: 'closed' })]);
  });

  it('comment and reference stand with their author', async () => {
    await store.run('order.comment', { orderId: 'o1', text: 'Rings twice' });
    await store.run('order.setCustomReference', { orderId: 'o1', customReference: 'PO 7' });
    expect(await store.all('orderComment')).toEqual([
      expect.objectContaining({ text: 'Rings twice', actorId: 'user-1', at: 1000 }),
    ]);
    expect(await store.all('order')).toEqual([expect.objectContaining({ customReference: 'PO 7' })]);
    await expect(store.run('order.comment', { orderId: 'none', text: 'x' })).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});

describe('stockLevel.adjust', () => {
  const adjust = { warehouseId: 'w1', variantId: 'v1', delta: -1000, reason: 'damaged', note: 'dented' };

  it('may go below zero, since it has happened', async () => {
    await store.run('stockLevel.adjust', adjust);
    expect(await levels()).toEqual({ v1: -1000 });
  });

  it.each([{ delta: 0 }, { delta: 1e12 }, { reason: 'bored' }])('does not take %p', async (wrong) => {
    await expect(store.run('stockLevel.adjust', { ...adjust, ...wrong })).rejects.toThrow();
  });
});
