import { stockReasons } from '../../../../shared/domain/stock/stock-movement';
import { adjustReasons, deltaOf, reasonFor, stepped } from './adjustment';

test('every reason offered is one that the verb takes', () => {
  expect(adjustReasons.filter((reason) => !(stockReasons as readonly string[]).includes(reason))).toEqual([]);
});

test.each([
  ['received', 3000, 3000],
  ['returned', 1000, 1000],
  ['found', 500, 500],
  ['damaged', 3000, -3000],
  ['lost', 1000, -1000],
  ['transfer', 2000, 2000],
  ['transfer', -2000, -2000],
  ['received', -3000, -3000],
  ['damaged', -3000, -3000],
] as const)('%s %d changes stock by %d, whatever the level', (reason, amount, delta) => {
  expect(deltaOf({ reason, amount }, 10_000)).toBe(delta);
  expect(deltaOf({ reason, amount }, -500)).toBe(delta);
});

test.each([
  [12_000, 10_000, 2000],
  [0, 10_000, -10_000],
  [10_000, 10_000, 0],
  [1000, -2000, 3000],
])('counting %d where %d should be changes stock by %d', (amount, level, delta) => {
  expect(deltaOf({ reason: 'counted', amount }, level)).toBe(delta);
});

test('nothing sensible typed is no change', () => {
  expect(deltaOf({ reason: 'received', amount: undefined }, 1)).toBeNull();
  expect(deltaOf({ reason: 'received', amount: NaN }, 1)).toBeNull();
  expect(deltaOf({ reason: 'received', amount: 0 }, 1)).toBeNull();
  expect(deltaOf({ reason: 'received', amount: 1_000_000_001 }, 1)).toBeNull();
  expect(deltaOf({ reason: 'counted', amount: -1 }, 1)).toBeNull();
});

test('steps of one', () => {
  expect(stepped({ reason: 'received', amount: 1000 }, 1, 1000)).toBe(2000);
  expect(stepped({ reason: 'received', amount: undefined }, 1, 1000)).toBe(1000);
  expect(stepped({ reason: 'received', amount: NaN }, -1, 1000)).toBe(-1000);
  expect(stepped({ reason: 'counted', amount: 500 }, -1, 1000)).toBe(0);
  expect([reasonFor(1), reasonFor(-1)]).toEqual(['received', 'damaged']);
});
