import { allItems, itemAfter, keptItem } from './palette-model';

const item = (id: string) => ({ id, label: id.toUpperCase() });
const groups = [
  { id: 'one', label: 'One', items: [item('a'), item('b')] },
  { id: 'none', label: 'None', items: [] },
  { id: 'two', label: 'Two', items: [item('c')] },
];

test('items run through all groups', () => {
  expect(allItems(groups).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});

test.each([
  ['a', 'ArrowDown', 'b'],
  ['b', 'ArrowDown', 'c'],
  ['c', 'ArrowDown', 'a'],
  ['a', 'ArrowUp', 'c'],
  ['c', 'PageUp', 'a'],
  ['a', 'PageDown', 'c'],
  [undefined, 'ArrowDown', 'a'],
  [undefined, 'ArrowUp', 'c'],
])('from %p %s leads to %s', (from, key, to) => {
  expect(itemAfter(groups, from, key)?.id).toBe(to);
});

test('without items, or with another key, nothing moves', () => {
  expect(itemAfter([], 'a', 'ArrowDown')).toBeUndefined();
  expect(itemAfter(groups, 'a', 'Enter')).toBeUndefined();
});

test('late results do not move what is lit, unless it went', () => {
  expect(keptItem([{ id: 'new', label: 'New', items: [item('z')] }, ...groups], 'b')?.id).toBe('b');
  expect(keptItem(groups, 'gone')?.id).toBe('a');
  expect(keptItem([], 'a')).toBeUndefined();
});
