import { parseInput } from '../../../../shared/kernel/parse';
import type { Address } from '../../../../shared/kernel/field';
import { placeOrder } from '../../../../shared/domain/sales/place-order';
import { newDraft, type OrderDraft } from './order-draft';
import {
  chosenAddress,
  draftFromArgs,
  entryFaults,
  entryTotals,
  MOST_LINES,
  placeArgs,
  type AddressBook,
  type PricedLine,
} from './place-args';

const home: Address = {
  firstName: 'Ann',
  lastName: 'Miller',
  address1: 'High St 1',
  zip: '10115',
  city: 'Berlin',
  country: 'DE',
};
const office: Address = { ...home, address1: 'Low St 2' };
const book: AddressBook = { kept: new Map([['a1', home]]), usual: { billing: office, shipping: null } };
const line = (id: string, changes: Partial<PricedLine> = {}): PricedLine => ({
  id,
  variantId: `v-${id}`,
  quantity: 3000,
  unitPrice: 250,
  taxRate: 2000,
  ...changes,
});
const draft: OrderDraft = {
  ...newDraft('o1', 'u1'),
  storeId: 's1',
  customerName: ' Ann Miller ',
  note: '  ',
  billing: { kind: 'kept', id: 'a1' },
};
const given = {
  lines: [line('l1'), line('l2', { unitPrice: 999, quantity: 1000, taxRate: 0 })],
  book,
  currency: 'EUR',
  reference: 'BER-7',
};

describe('placing an entered order', () => {
  test('what is placed is what the verb takes, blanks taken off', () => {
    const reserve = { warehouseId: 'w1', allowanceId: 'a1' };
    const leased = placeArgs(draft, { ...given, reserves: new Map([['l2', reserve]]) });
    expect(parseInput(placeOrder.args, leased).items.map((item) => item.reserve)).toEqual([undefined, reserve]);
    const args = placeArgs(draft, given);
    expect(args).not.toBeNull();
    expect(parseInput(placeOrder.args, args)).toEqual(args);
    expect(args).toMatchObject({
      id: 'o1',
      reference: 'BER-7',
      customerName: 'Ann Miller',
      email: null,
      note: null,
      billingAddress: home,
      shippingAddress: null,
      items: [
        { id: 'l1', variantId: 'v-l1', quantity: 3000, unitPrice: 250 },
        { id: 'l2', variantId: 'v-l2', quantity: 1000, unitPrice: 999 },
      ],
    });
  });

  test('the totals are those that the verb works out: 750 with 20 % inside, 999 without', () => {
    expect(entryTotals(given.lines)).toEqual({ grandTotal: 1749, taxTotal: 125, subtotal: 1624, itemCount: 2 });
    expect(entryTotals([line('x', { quantity: null }), line('y', { unitPrice: null })]).grandTotal).toBe(0);
  });

  test.each<[string, Partial<OrderDraft>, readonly PricedLine[], string]>([
    ['no store', { storeId: null }, given.lines, 'storeId'],
    ['no lines', {}, [], 'lines'],
    [
      'more lines than an order may have',
      {},
      Array.from({ length: MOST_LINES + 1 }, (_, n) => line(String(n))),
      'lines',
    ],
    ['a quantity that is no number', {}, [line('l', { quantity: null })], 'quantity'],
    ['a quantity of nothing', {}, [line('l', { quantity: 0 })], 'quantity'],
    ['a quantity beyond sense', {}, [line('l', { quantity: 100_000_001 })], 'quantity'],
    ['an article without a price', {}, [line('l', { unitPrice: null })], 'price'],
    ['a negative price', {}, [line('l', { unitPrice: -1 })], 'price'],
    ['no name', { customerName: ' ' }, given.lines, 'customerName'],
    ['half an address', { shipping: { kind: 'typed', address: { city: 'Bonn' } } }, given.lines, 'shipping'],
    ['an address that is not here', { billing: { kind: 'kept', id: 'gone' } }, given.lines, 'billing'],
  ])('%s is told, and nothing is placed', (_, changes, lines, field) => {
    const wrong = { ...draft, ...changes };
    expect(entryFaults(wrong, lines, book).map((fault) => fault.field)).toEqual([field]);
    expect(placeArgs(wrong, { ...given, lines })).toBeNull();
  });

  test('free of charge may be placed', () => {
    expect(entryFaults(draft, [line('l', { unitPrice: 0 })], book)).toEqual([]);
  });

  test('an order that was refused opens as it was entered', () => {
    const args = placeArgs(draft, given);
    const again = draftFromArgs(args!, { id: 'o2', uid: 'u2' });
    const lines = given.lines.map((one) => ({
      ...one,
      unitPrice: again.lines.find(({ id }) => id === one.id)?.price ?? null,
    }));
    expect(placeArgs(again, { ...given, lines })).toEqual({ ...args, id: 'o2' });
  });

  test('a typed address counts once it is whole, a usual one once it is read', () => {
    const chosen = (billing: OrderDraft['billing'], from = book) =>
      chosenAddress({ ...draft, billing }, 'billing', from);
    expect(chosen({ kind: 'typed', address: home })).toEqual(home);
    expect(chosen({ kind: 'typed', address: { ...home, country: 'Germany' } })).toBeUndefined();
    expect(chosen({ kind: 'none' })).toBeNull();
    expect(chosen({ kind: 'usual' })).toEqual(office);
    expect(chosen({ kind: 'usual' }, { kept: new Map(), usual: undefined })).toBeUndefined();
    expect(chosenAddress({ ...draft, shipping: { kind: 'usual' } }, 'shipping', book)).toBeNull();
  });
});
