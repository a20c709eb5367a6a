import { sidesOf } from './sides';

const row = {
  ...{ id: 'u.name', entity: 'product', recordId: 'p1', field: 'name', state: 'open' as const },
  ...{ earlier: '{"en":"Tea"}', earlierBy: 'ada', earlierAt: 1, later: 'null', laterBy: 'ben', laterAt: 2 },
  ...{ settledBy: null, settledAt: null, chosen: null },
};
const standing = (record: { id: string; name?: unknown } | null) =>
  sidesOf(row, record).map(({ keep, value, stands }) => [keep, value, stands]);

test('both values are shown, with who and when, and which of them stands', () => {
  expect(sidesOf(row, { id: 'p1', name: null })).toEqual([
    { keep: 'earlier', value: { en: 'Tea' }, by: 'ada', at: 1, stands: false },
    { keep: 'later', value: null, by: 'ben', at: 2, stands: true },
  ]);
  expect(standing({ id: 'p1', name: { en: 'Tea' } })).toEqual([
    ['earlier', { en: 'Tea' }, true],
    ['later', null, false],
  ]);
});

test('a third value that stands by now is one of them', () => {
  expect(standing({ id: 'p1', name: { en: 'Coffee' } }).at(-1)).toEqual(['neither', { en: 'Coffee' }, true]);
});

test('of a record that is gone nothing stands', () => {
  expect(standing(null).map(([, , stands]) => stands)).toEqual([false, false]);
});
