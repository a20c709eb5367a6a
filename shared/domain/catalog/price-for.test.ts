import fc from 'fast-check';
import { priceFor } from './price-for';

const article = { price: 1000, currency: 'EUR' };
const row = (changes: Partial<Parameters<typeof priceFor>[1][number]>) => ({
  storeId: null,
  currency: 'EUR',
  minQuantity: 0,
  gross: 900,
  ...changes,
});
const one = { storeId: 'berlin', currency: 'EUR', quantity: 1000 };

describe('priceFor', () => {
  test('without rows it is the standard price, in its own currency only', () => {
    expect(priceFor(article, [], one)).toBe(1000);
    expect(priceFor(article, [], { ...one, currency: 'GBP' })).toBeNull();
  });

  test('a row in the currency asked for gives a price where the standard has none', () => {
    const rows = [row({ currency: 'GBP', gross: 850 })];
    expect(priceFor(article, rows, { ...one, currency: 'GBP' })).toBe(850);
    expect(priceFor(article, rows, one)).toBe(1000);
  });

  test.each([
    ['just below the step', 9999, 1000],
    ['at the step', 10_000, 800],
    ['between two steps', 49_999, 800],
    ['at the next step', 50_000, 700],
  ])('a step counts from its quantity on: %s', (_, quantity, expected) => {
    const rows = [row({ minQuantity: 50_000, gross: 700 }), row({ minQuantity: 10_000, gross: 800 })];
    expect(priceFor(article, rows, { ...one, quantity })).toBe(expected);
  });

  test('the price of the store itself stands before the one for all stores, whatever is lower', () => {
    const rows = [row({ storeId: 'berlin', gross: 1100 }), row({ minQuantity: 1000, gross: 500 })];
    expect(priceFor(article, rows, one)).toBe(1100);
    expect(priceFor(article, rows, { ...one, storeId: 'london' })).toBe(500);
  });

  test('another store’s price is not ours', () => {
    expect(priceFor(article, [row({ storeId: 'london', gross: 1 })], one)).toBe(1000);
  });

  test('of two equal rules the lower price counts', () => {
    expect(priceFor(article, [row({ gross: 950 }), row({ gross: 930 })], one)).toBe(930);
  });

  test('free of charge is a price', () => {
    expect(priceFor(article, [row({ gross: 0 })], one)).toBe(0);
  });

  test('neither the order of rows nor the rows themselves are changed by asking', () => {
    const anyRow = fc.record({
      storeId: fc.constantFrom(null, 'berlin', 'london'),
      currency: fc.constantFrom('EUR', 'GBP'),
      minQuantity: fc.constantFrom(0, 1000, 5000),
      gross: fc.integer({ min: 0, max: 5000 }),
    });
    fc.assert(
      fc.property(fc.array(anyRow), (rows) => {
        const before = structuredClone(rows);
        const answer = priceFor(article, rows, one);
        expect(rows).toEqual(before);
        expect(priceFor(article, [...rows].reverse(), one)).toBe(answer);
      }),
    );
  });
});
