import { keysBetween, selectedShare, stretched, toggled } from './grid-selection';

const rows = { count: 6, keyAt: (index: number) => 'abcdef'[index] };
const set = (keys: string) => new Set(keys);

test('toggled adds and removes, leaving the old selection alone', () => {
  const before = set('a');
  expect(toggled(before, 'b')).toEqual(set('ab'));
  expect(toggled(before, 'a')).toEqual(set(''));
  expect(before).toEqual(set('a'));
});

describe('stretched', () => {
  test('grows and shrinks around its anchor', () => {
    const grown = stretched(set('b'), rows, { anchor: 1, from: 1, to: 4 });
    expect(grown).toEqual(set('bcde'));
    expect(stretched(grown, rows, { anchor: 1, from: 4, to: 2 })).toEqual(set('bc'));
  });

  test('turns round its anchor', () => {
    expect(stretched(set('cd'), rows, { anchor: 2, from: 3, to: 0 })).toEqual(set('abc'));
  });

  test('keeps what was selected elsewhere', () => {
    expect(stretched(set('af'), rows, { anchor: 2, from: 2, to: 3 })).toEqual(set('acdf'));
  });
});

test('keysBetween stays inside what is loaded', () => {
  expect(keysBetween(rows, 4, 99)).toEqual(['e', 'f']);
  expect(keysBetween(rows, 1, -3)).toEqual(['a', 'b']);
});

describe('selectedShare', () => {
  test.each([
    ['', 'none'],
    ['a', 'some'],
    ['f', 'some'],
    ['abcdef', 'all'],
    ['abcdefz', 'all'],
    ['z', 'none'],
  ])('%j is %s', (keys, share) => {
    expect(selectedShare(set(keys), rows)).toBe(share);
  });

  test('of no rows is none', () => {
    expect(selectedShare(set('a'), { count: 0, keyAt: () => undefined })).toBe('none');
  });
});
