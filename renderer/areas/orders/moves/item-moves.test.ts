import {
  amountFault,
  nextEvent,
  offeredEvents,
  offeredItems,
  partsOf,
  wholeAmounts,
  type OrderItem,
} from './item-moves';

const item = (id: string, state: OrderItem['state'], quantity = 3000): OrderItem => ({
  id,
  orderId: 'o',
  storeId: 's',
  position: 1,
  variantId: 'v',
  sku: 'V',
  name: 'V',
  quantity,
  currency: 'EUR',
  unitPrice: 100,
  taxRate: 1900,
  total: 300,
  tax: 48,
  state,
  shipmentId: null,
  reservedFrom: null,
});
const rests = { a: 'a-rest', b: 'b-rest' };

describe('what can be done with an order', () => {
  test('only lines in a fitting state are offered', () => {
    const items = [item('a', 'confirmed'), item('b', 'shipped'), item('c', 'cancelled')];
    expect(offeredItems(items, 'ship').map(({ id }) => id)).toEqual(['a']);
    expect(offeredItems(items, 'deliver').map(({ id }) => id)).toEqual(['b']);
    expect(offeredEvents(items)).toEqual(['ship', 'deliver', 'cancel']);
  });

  test.each([
    [['new', 'confirmed'], 'confirm'],
    [['confirmed', 'shipped'], 'ship'],
    [['shipped', 'delivered'], 'deliver'],
    [['delivered', 'closed'], 'close'],
    [['closed', 'cancelled'], undefined],
  ] as const)('with lines %j the next thing is to %s', (states, event) => {
    expect(nextEvent(states.map((state, at) => item(String(at), state)))).toBe(event);
  });

  test('cancelling is offered but never the next thing', () => {
    expect(nextEvent([item('a', 'confirmed')])).toBe('ship');
    expect(nextEvent([])).toBeUndefined();
  });
});

describe('how much of each line', () => {
  const items = [item('a', 'confirmed'), item('b', 'confirmed', 1000)];

  test('all of it to begin with', () => {
    expect(partsOf(items, wholeAmounts(items), rests)).toEqual([
      { itemId: 'a', quantity: 3000, restId: 'a-rest' },
      { itemId: 'b', quantity: 1000, restId: 'b-rest' },
    ]);
  });

  test('a part of one line and nothing of the other', () => {
    expect(partsOf(items, { a: 1500, b: 0 }, rests)).toEqual([{ itemId: 'a', quantity: 1500, restId: 'a-rest' }]);
    expect(partsOf(items, { a: 1500 }, rests)).toEqual([{ itemId: 'a', quantity: 1500, restId: 'a-rest' }]);
  });

  test('one wrong amount holds everything back, so that nothing is shipped by half', () => {
    expect(partsOf(items, { a: 1000, b: 1001 }, rests)).toBeNull();
    expect(partsOf(items, { a: NaN, b: 1000 }, rests)).toBeNull();
    expect(partsOf(items, { a: -1, b: 1000 }, rests)).toBeNull();
  });

  test('what is wrong is told', () => {
    const [first] = items;
    expect(amountFault(first!, 3001)).toBe('tooMuch');
    expect(amountFault(first!, -1)).toBe('negative');
    expect(amountFault(first!, NaN)).toBe('notANumber');
    expect(amountFault(first!, 0)).toBeNull();
    expect(amountFault(first!, undefined)).toBeNull();
  });

  test('a line that shrank since the dialog was opened is a wrong amount', () => {
    expect(partsOf([item('a', 'confirmed', 1000)], { a: 3000 }, rests)).toBeNull();
  });
});
