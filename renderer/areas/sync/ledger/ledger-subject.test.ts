import { asArgs, linesOf, subjectOf, toldOf } from './ledger-subject';

describe('what a gesture is about', () => {
  test.each([
    ['stockLevel.adjust', { warehouseId: 'w', variantId: 'v' }, 'variant', 'v'],
    ['order.ship', { orderId: 'o', shipmentId: 's' }, 'order', 'o'],
    ['order.place', { id: 'o', storeId: 's' }, 'order', 'o'],
    ['customer.update', { id: 'c', changes: {} }, 'customer', 'c'],
    ['barcode.create', { id: 'b', variantId: 'v' }, 'barcode', 'b'],
  ])('%s', (verb, args, entity, id) => {
    expect(subjectOf(verb, args)).toMatchObject({ entity: { name: entity }, id });
  });

  test('a verb or arguments from another version are about nothing that we know', () => {
    expect(subjectOf('quote.send', { id: 'q' })).toBeNull();
    expect(subjectOf('order.ship', {})).toBeNull();
    expect(asArgs(null)).toEqual({});
    expect(asArgs([1])).toEqual({});
  });
});

describe('what a gesture says', () => {
  const told = (verb: string, args: Record<string, unknown>) =>
    toldOf(verb, args).map(({ entity, field, value, before }) => [entity.name, field, value, before]);

  test('an edit says each field with what stood there before', () => {
    const changes = { price: { from: 100, to: 120 }, sku: { from: 'A', to: 'B' } };
    expect(told('variant.update', { id: 'v', changes })).toEqual([
      ['variant', 'sku', 'B', 'A'],
      ['variant', 'price', 120, 100],
    ]);
  });

  test('a change of stock is told in the words of its movement', () => {
    expect(
      told('stockLevel.adjust', { warehouseId: 'w', variantId: 'v', delta: -1000, reason: 'damaged', note: null }),
    ).toEqual([
      ['stockMovement', 'warehouseId', 'w', undefined],
      ['stockMovement', 'variantId', 'v', undefined],
      ['stockMovement', 'delta', -1000, undefined],
      ['stockMovement', 'reason', 'damaged', undefined],
    ]);
  });

  test('a new record says what was filled in', () => {
    expect(
      told('barcode.create', { id: 'b', variantId: 'v', code: '123', symbology: 'code128' }).map(([, field]) => field),
    ).toEqual(['variantId', 'code', 'symbology']);
  });

  test('lines say what and how much; what is no line is left out', () => {
    const items = [
      { id: 'l', variantId: 'v', quantity: 2000 },
      { itemId: 'i', quantity: 1000, restId: 'r' },
      { itemId: 'j' },
      7,
    ];
    expect(linesOf({ items })).toEqual([
      { entity: 'variant', id: 'v', quantity: 2000 },
      { entity: 'orderItem', id: 'i', quantity: 1000 },
      { entity: 'orderItem', id: 'j', quantity: null },
    ]);
    expect([linesOf({}), linesOf({ items: 3 })]).toEqual([[], []]);
  });
});
