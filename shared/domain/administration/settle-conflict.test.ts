import { haveShop, openVerbStore, type VerbStore } from '../../../test/harness/verb-store';

let store: VerbStore;
beforeEach(async () => {
  store = await openVerbStore();
  await haveShop(store);
});
afterEach(() => store.close());

const edit = (changes: Record<string, { from?: unknown; to: unknown }>, uid: string, actor: string, at = 1000) =>
  store.run('warehouse.update', { id: 'w1', changes }, { uid, actor, at });
const house = async () => (await store.all('warehouse'))[0];
const conflicts = () => store.all('conflict');
const settle = (keep: string, seen: unknown, context = {}) =>
  store.run(
    'warehouse.settle',
    { id: 'w1', conflictId: 'b.name', keep, seen },
    { actor: 'cleo', at: 3000, ...context },
  );
/** Ada made it "Cellar", and Ben, who had still seen "Stock room", made it "Attic". */
const clash = async () => {
  await edit({ name: { from: 'Stock room', to: 'Cellar' } }, 'a', 'ada');
  await edit({ name: { from: 'Stock room', to: 'Attic' } }, 'b', 'ben', 2000);
};

describe('an edit', () => {
  it('of different fields merges without a conflict', async () => {
    await edit({ name: { from: 'Stock room', to: 'Cellar' } }, 'a', 'ada');
    await edit({ code: { from: 'LSR', to: 'CEL' } }, 'b', 'ben');
    expect(await house()).toMatchObject({ name: 'Cellar', code: 'CEL' });
    expect(await conflicts()).toEqual([]);
  });

  it('of the same field to the same value is no conflict, nor is one that goes on from the other', async () => {
    await edit({ name: { from: 'Stock room', to: 'Cellar' } }, 'a', 'ada');
    await edit({ name: { from: 'Stock room', to: 'Cellar' } }, 'b', 'ben');
    await edit({ name: { from: 'Cellar', to: 'Attic' } }, 'c', 'ben');
    expect(await conflicts()).toEqual([]);
  });

  it('of the same field to something else stands, and keeps what it overwrites', async () => {
    await clash();
    expect(await house()).toMatchObject({ name: 'Attic' });
    expect(await conflicts()).toEqual([
      {
        ...{ id: 'b.name', entity: 'warehouse', recordId: 'w1', field: 'name' },
        ...{ earlier: '"Cellar"', earlierBy: null, earlierAt: null, later: '"Attic"', laterBy: 'ben', laterAt: 2000 },
        ...{ state: 'open', settledBy: null, settledAt: null, chosen: null },
      },
    ]);
  });

  it('compares values, not the order in which their keys were written', async () => {
    await store.run('product.update', {
      id: 'p1',
      changes: { name: { from: { en: 'p1' }, to: { en: 'A', de: 'B' } } },
    });
    const seen = { from: { de: 'B', en: 'A' }, to: { en: 'C' } };
    await store.run('product.update', { id: 'p1', changes: { name: seen } });
    expect(await conflicts()).toEqual([]);
  });
});

describe('settling', () => {
  beforeEach(clash);

  it.each([
    ['earlier', 'Cellar'],
    ['later', 'Attic'],
    ['neither', 'Attic'],
  ])('for the %s leaves %s', async (keep, name) => {
    await settle(keep, 'Attic');
    expect(await house()).toMatchObject({ name });
    expect(await conflicts()).toMatchObject([{ state: 'settled', chosen: keep, settledBy: 'cleo', settledAt: 3000 }]);
  });

  it('twice alike is once; otherwise than somebody else is refused', async () => {
    await settle('earlier', 'Attic');
    await settle('earlier', 'Attic');
    await expect(settle('later', 'Attic')).rejects.toMatchObject({ details: { reason: 'conflict.settled' } });
    expect(await house()).toMatchObject({ name: 'Cellar' });
  });

  it('against a value that nobody had seen is a conflict of its own', async () => {
    await edit({ name: { from: 'Attic', to: 'Loft' } }, 'c', 'ben');
    await settle('earlier', 'Attic', { uid: 'd' });
    expect(await house()).toMatchObject({ name: 'Cellar' });
    expect(await conflicts()).toMatchObject([
      { id: 'b.name', state: 'settled' },
      { id: 'd.name', earlier: '"Loft"', later: '"Cellar"', state: 'open' },
    ]);
  });

  it('wants the right to edit the record, and a conflict of that record', async () => {
    const rights = [
      { allow: ['administration.conflict.read'], deny: [], stores: '*' as const, warehouses: '*' as const },
    ];
    const other = await openVerbStore(rights);
    await haveShop(other);
    await other.have('conflict', ...(await conflicts()));
    const args = { id: 'w1', conflictId: 'b.name', keep: 'earlier' };
    await expect(other.run('warehouse.settle', args)).rejects.toMatchObject({ code: 'forbidden' });
    await other.close();
    await expect(store.run('store.settle', { ...args, id: 's1' })).rejects.toMatchObject({ code: 'notFound' });
  });

  it('a conflict of a record that is gone only closes it', async () => {
    await store.run('warehouse.remove', { id: 'w1' });
    await settle('earlier', undefined);
    expect(await conflicts()).toMatchObject([{ state: 'settled' }]);
    expect(await store.all('warehouse')).toEqual([]);
  });
});
