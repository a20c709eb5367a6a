import type { OrderItem } from './item-moves';
import { countScan } from './scan-count';

const item = (id: string, variantId: string, quantity: number) => ({ id, variantId, quantity }) as OrderItem;
const lines = [item('a', 'mug', 2000), item('b', 'mug', 1000), item('c', 'cup', 12_000)];
const scan = (variantId: string, quantity = 1000) => ({ variantId, quantity });

test('each scan counts into the first line with room', () => {
  const one = countScan(lines, {}, scan('mug'));
  expect(one).toMatchObject({ fits: true, amounts: { a: 1000 }, item: { id: 'a' } });
  const two = countScan(lines, one!.amounts, scan('mug'));
  const three = countScan(lines, two!.amounts, scan('mug'));
  expect(three).toMatchObject({ fits: true, amounts: { a: 2000, b: 1000 }, item: { id: 'b' } });
});

test('one too many is told and not counted', () => {
  const full = { a: 2000, b: 1000 };
  expect(countScan(lines, full, scan('mug'))).toEqual({ amounts: full, item: lines[0], fits: false });
});

test('a carton counts as what is in it, or not at all', () => {
  expect(countScan(lines, {}, scan('cup', 12_000))).toMatchObject({ amounts: { c: 12_000 }, fits: true });
  expect(countScan(lines, { c: 1000 }, scan('cup', 12_000))).toMatchObject({ amounts: { c: 1000 }, fits: false });
});

test('an article that is not in the order is none of our lines', () => {
  expect(countScan(lines, {}, scan('plate'))).toBeNull();
});
