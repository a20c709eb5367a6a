import { tabAfter } from './tab-after';

test.each([
  ['ArrowRight', 0, 1],
  ['ArrowRight', 2, 0],
  ['ArrowLeft', 0, 2],
  ['Home', 2, 0],
  ['End', 0, 2],
  ['Enter', 0, undefined],
])('%s from %d leads to %p of three', (key, at, next) => {
  expect(tabAfter(key, at, 3)).toBe(next);
});

test('without tabs no key leads anywhere', () => {
  expect(tabAfter('ArrowRight', -1, 0)).toBeUndefined();
});
