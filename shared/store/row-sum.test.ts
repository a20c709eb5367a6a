import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { taxRate } from '../domain/administration/tax-rate';
import { variant } from '../domain/catalog/variant';
import { encode } from './codec';
import { columnsOf } from './columns';
import { addSum, rowSum, subtractSum, SUM_MODULUS, sumOfRecord, sumOfRow } from './row-sum';

const record = variant.schema.parse({
  id: 'red',
  productId: 'mug',
  sku: 'RED',
  name: { en: 'Mug', de: 'Becher' },
  price: 1190,
  currency: 'EUR',
  image: null,
  active: true,
});

/** The contract, spelled out by hand. */
function byHand(values: readonly unknown[]): number {
  const hex = createHash('sha256').update(JSON.stringify(values)).digest('hex');
  return Number(BigInt(`0x${hex}`) >> 204n);
}

test('a row sums to the first 52 bits of the SHA-256 of its entity and its stored values', () => {
  const values = encode(variant, record);
  expect(values).toContain(1);
  expect(rowSum(variant, values)).toBe(byHand(['variant', ...values]));
  expect(sumOfRecord(variant, record)).toBe(rowSum(variant, values));
  const row = Object.fromEntries(columnsOf(variant).map(({ name }, index) => [name, values[index] ?? null]));
  expect(sumOfRow(variant, row)).toBe(rowSum(variant, values));
  const { image: _, ...without } = row;
  expect(sumOfRow(variant, without)).toBe(rowSum(variant, values));
});

test('it tells every value, its place and its type apart, and entities too', () => {
  const sums = [
    rowSum(variant, ['a', 'b']),
    rowSum(variant, ['b', 'a']),
    rowSum(variant, ['ab']),
    rowSum(variant, ['a', null]),
    rowSum(variant, ['1']),
    rowSum(variant, [1]),
    rowSum(taxRate, [1]),
  ];
  expect(new Set(sums).size).toBe(sums.length);
});

const sum = fc.integer({ min: 0, max: SUM_MODULUS - 1 });

test('sums add in any order, can be undone, and never leave the safe integers', () => {
  fc.assert(
    fc.property(sum, sum, sum, (a, b, c) => {
      expect(addSum(addSum(a, b), c)).toBe(addSum(addSum(c, a), b));
      expect(subtractSum(addSum(a, b), b)).toBe(a);
      expect(subtractSum(a, b)).toBeLessThan(SUM_MODULUS);
      expect(Number(BigInt.asUintN(52, BigInt(a) + BigInt(b)))).toBe(addSum(a, b));
    }),
    { examples: [[SUM_MODULUS - 1, SUM_MODULUS - 1, SUM_MODULUS - 1]] },
  );
});
