import type { AnyRecord } from '../../shared/kernel/entity';
import type { Page } from '../../shared/kernel/query';
import { mergePages } from './merge-pages';

const page = (rows: AnyRecord[], pending: string[] = []): Page<AnyRecord> => ({
  rows,
  next: null,
  count: { value: rows.length, exact: true },
  pending,
});
const row = (id: string, name: string, at = 1): AnyRecord => ({ id, name, at });
const pages = [page([row('a', 'Ada', 1), row('b', 'Bob', 2)], ['a']), page([row('c', 'Cy', 3)])];

test('a changed row is replaced where it stands; everything else keeps its identity', () => {
  const merged = mergePages(pages, ['c'], page([row('c', 'Cyd', 3)], ['c']), ['at']);
  expect(merged?.[1]?.rows).toEqual([row('c', 'Cyd', 3)]);
  expect(merged?.[1]?.pending).toEqual(['c']);
  expect(merged?.[0]).toBe(pages[0]);
});

test('what was confirmed is no longer pending, what is not named stays as it was', () => {
  const merged = mergePages(pages, ['a', 'b'], page([row('a', 'Ada', 1), row('b', 'Bea', 2)], ['b']), ['at']);
  expect(merged?.[0]?.pending).toEqual(['b']);
  expect(merged?.[0]?.rows.map(({ name }) => name)).toEqual(['Ada', 'Bea']);
});

test('a change of a record that is not in the list and does not fit it changes nothing', () => {
  expect(mergePages(pages, ['z'], page([]), ['at'])?.map((one, at) => one === pages[at])).toEqual([true, true]);
});

test.each([
  ['comes', ['z'], page([row('z', 'Zoe')])],
  ['goes', ['b'], page([])],
  ['moves', ['b'], page([row('b', 'Bob', 9)])],
])('when a row %s the list is read again', (_what, ids, fresh) => {
  expect(mergePages(pages, ids, fresh, ['at'])).toBeNull();
});
