import { isBlank, newDraft, orderDraftSlice, type OrderDraft } from './order-draft';

const { actions, reducer } = orderDraftSlice;
type Action = Parameters<typeof reducer>[1];
const after = (...steps: Action[]): OrderDraft => steps.reduce(reducer, newDraft('o1', 'u1'));
const add = (variantId: string, quantity = 1000, lineId = `line-${variantId}`) =>
  actions.articleAdded({ variantId, quantity, lineId });

describe('an order while it is entered', () => {
  test('the same article again makes its line longer, whatever pack was scanned', () => {
    const { lines } = after(add('a'), add('b'), add('a', 12_000, 'never-used'));
    expect(lines).toEqual([
      { id: 'line-a', variantId: 'a', quantity: 13_000 },
      { id: 'line-b', variantId: 'b', quantity: 1000 },
    ]);
  });

  test('a scan goes on top of a quantity that is half typed', () => {
    const draft = after(add('a'), actions.quantityTyped({ id: 'line-a', quantity: null }), add('a'));
    expect(draft.lines[0]?.quantity).toBe(1000);
  });

  test('taking a scan back leaves what was there before it', () => {
    const twice = after(add('a'), add('a', 6000), actions.articleTakenBack({ variantId: 'a', quantity: 6000 }));
    expect(twice.lines).toEqual([{ id: 'line-a', variantId: 'a', quantity: 1000 }]);
    expect(after(add('a'), actions.articleTakenBack({ variantId: 'a', quantity: 1000 })).lines).toEqual([]);
    expect(after(add('a'), actions.articleTakenBack({ variantId: 'gone', quantity: 1 })).lines).toHaveLength(1);
  });

  test('an agreed price stays until it is taken back, also when more is added', () => {
    const agreed = after(add('a'), actions.priceTyped({ id: 'line-a', price: 250 }), add('a'));
    expect(agreed.lines[0]).toEqual({ id: 'line-a', variantId: 'a', quantity: 2000, price: 250 });
    expect(reducer(agreed, actions.priceTyped({ id: 'line-a' })).lines[0]).not.toHaveProperty('price');
  });

  test('a removed line comes back where it was, once', () => {
    const full = after(add('a'), add('b'), add('c'));
    const line = full.lines[1]!;
    const back = [
      actions.lineRemoved('line-b'),
      actions.lineRestored({ line, at: 1 }),
      actions.lineRestored({ line, at: 1 }),
    ];
    expect(back.reduce(reducer, full)).toEqual(full);
  });

  test('the head changes field by field', () => {
    const draft = after(actions.headChanged({ customerName: 'Ann' }), actions.headChanged({ note: 'ring twice' }));
    expect(draft).toMatchObject({ id: 'o1', uid: 'u1', customerName: 'Ann', note: 'ring twice' });
  });

  test('blank is what nobody would miss', () => {
    expect(isBlank(after(actions.headChanged({ storeId: 's', source: 'phone' })))).toBe(true);
    expect(isBlank(after(actions.headChanged({ note: ' ' })))).toBe(true);
    expect(isBlank(after(add('a')))).toBe(false);
    expect(isBlank(after(actions.headChanged({ email: 'a@b' })))).toBe(false);
  });
});
