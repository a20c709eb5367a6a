import { haveShop, openVerbStore, smallOrder, type VerbStore } from '../../../test/harness/verb-store';

let store: VerbStore;
beforeEach(async () => {
  store = await openVerbStore();
  await haveShop(store);
});
afterEach(() => store.close());

describe('order.place', () => {
  it('works out lines, tax and totals', async () => {
    await store.run('order.place', smallOrder);
    const [order] = await store.all('order');
    expect(order).toMatchObject({
      state: 'confirmed',
      itemCount: 2,
      grandTotal: 1749,
      taxTotal: 125,
      subtotal: 1624,
      placedAt: 1000,
    });
    const items = await store.all('orderItem');
    expect(items.map(({ sku, total, tax, state }) => [sku, total, tax, state])).toEqual([
      ['V1', 750, 125, 'confirmed'],
      ['V2', 999, 0, 'confirmed'],
    ]);
    expect(await store.all('orderEvent')).toEqual([expect.objectContaining({ event: 'placed', actorId: 'user-1' })]);
  });

  it('refuses an order without items, of unknown variants, or placed before', async () => {
    await expect(store.run('order.place', { ...smallOrder, items: [] })).rejects.toMatchObject({
      details: { reason: 'order.noItems' },
    });
    const unknown = [{ id: 'i1', variantId: 'gone', quantity: 1000, unitPrice: 1 }];
    await expect(store.run('order.place', { ...smallOrder, items: unknown })).rejects.toMatchObject({
      details: { reason: 'order.unknownVariant', field: 'items.0' },
    });
    expect(await store.all('order')).toEqual([]);
    await store.run('order.place', smallOrder);
    await expect(store.run('order.place', smallOrder)).rejects.toMatchObject({ code: 'conflict' });
  });

  it.each([
    ['quantity 0', { quantity: 0 }],
    ['a quantity beyond sense', { quantity: 1e15 }],
    ['half a thousandth', { quantity: 0.5 }],
    ['a negative price', { unitPrice: -1 }],
    ['a price beyond sense', { unitPrice: 1e15 }],
  ])('does not take %s', async (_, wrong) => {
    const items = [{ ...smallOrder.items[0], ...wrong }];
    await expect(store.run('order.place', { ...smallOrder, items })).rejects.toThrow();
    expect(await store.all('order')).toEqual([]);
  });

  it('is not for a person without rights at that store', async () => {
    const elsewhere = await openVerbStore([{ allow: ['*'], deny: [], stores: ['other'], warehouses: '*' }]);
    await haveShop(elsewhere);
    await expect(elsewhere.run('order.place', smallOrder)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await elsewhere.all('order')).toEqual([]);
    await elsewhere.close();
  });
});
