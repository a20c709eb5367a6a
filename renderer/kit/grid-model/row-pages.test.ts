import fc from 'fast-check';
import { ariaRowCount, laidOut, listedRows, rowPages, wantsMore } from './row-pages';

describe('rowPages', () => {
  test('reads like the pages laid end to end, whatever their lengths', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer(), { maxLength: 7 }), { maxLength: 12 }), (pages) => {
        const flat = pages.flat();
        const window = rowPages(pages);
        expect(window.count).toBe(flat.length);
        expect(flat.map((_row, index) => window.at(index))).toEqual(flat);
      }),
    );
  });

  test('outside what is loaded there is nothing', () => {
    const window = rowPages([['a'], [], ['b', 'c']]);
    expect([-1, 3, 1.5, Number.NaN].map((index) => window.at(index))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(rowPages([]).at(0)).toBeUndefined();
    expect(listedRows(['a']).at(1)).toBeUndefined();
  });

  test('200,000 rows in pages of 100 are found without copying them', () => {
    const pages = Array.from({ length: 2000 }, (_page, page) =>
      Array.from({ length: 100 }, (_row, row) => page * 100 + row),
    );
    const window = rowPages(pages);
    expect(window.count).toBe(200_000);
    for (const index of [0, 99, 100, 123_456, 199_999]) expect(window.at(index)).toBe(index);
  });
});

describe('laidOut', () => {
  const state = { loaded: 100, total: undefined, hasMore: true, loading: false };

  test('placeholders follow while more is to come, and none afterwards', () => {
    expect(laidOut(state)).toBe(124);
    expect(laidOut({ ...state, hasMore: false })).toBe(100);
    expect(laidOut({ ...state, loaded: 0, hasMore: false, loading: true })).toBe(24);
  });

  test('never more rows than the known total, but at least one to scroll into', () => {
    expect(laidOut({ ...state, total: 105 })).toBe(105);
    expect(laidOut({ ...state, total: 90 })).toBe(101);
    expect(laidOut({ ...state, loaded: 0, total: 3 })).toBe(3);
    expect(laidOut({ ...state, loaded: 0, total: 0, loading: true })).toBe(24);
  });
});

describe('wantsMore', () => {
  const state = { loaded: 100, total: undefined, hasMore: true, loading: false };

  test('asks when less than a screen is left', () => {
    expect(wantsMore(state, { last: 79, screen: 20 })).toBe(false);
    expect(wantsMore(state, { last: 80, screen: 20 })).toBe(true);
  });

  test('does not ask twice, nor when there is no more', () => {
    expect(wantsMore({ ...state, loading: true }, { last: 99, screen: 20 })).toBe(false);
    expect(wantsMore({ ...state, hasMore: false }, { last: 99, screen: 20 })).toBe(false);
  });

  test('an empty list that has more asks at once', () => {
    expect(wantsMore({ ...state, loaded: 0 }, { last: 0, screen: 20 })).toBe(true);
  });
});

test('ariaRowCount counts the head, and says −1 while nobody knows the total', () => {
  expect(ariaRowCount(100, undefined, true)).toBe(-1);
  expect(ariaRowCount(100, 5000, true)).toBe(5001);
  expect(ariaRowCount(100, 90, true)).toBe(101);
  expect(ariaRowCount(100, undefined, false)).toBe(101);
});
