import { ariaSort, columnTracks, nextSort, resized } from './grid-column';

const columns = [{ id: 'a', width: 100 }, { id: 'b', minWidth: 200 }, { id: 'c' }];

describe('columnTracks', () => {
  test('fixed columns keep their width, the others share the rest', () => {
    expect(columnTracks(columns, {}, 40)).toEqual({
      template: '40px 100px minmax(200px, 1fr) minmax(120px, 1fr)',
      least: 460,
    });
  });

  test('a width that the person chose wins', () => {
    expect(columnTracks(columns, { b: 150 }, 40).template).toBe('40px 100px 150px minmax(120px, 1fr)');
  });

  test('without a sharing column the rest stays empty', () => {
    expect(columnTracks([{ id: 'a', width: 100 }], {}, 18)).toEqual({
      template: '18px 100px minmax(0, 1fr)',
      least: 118,
    });
  });

  test('a width out of reason is kept visible', () => {
    expect(columnTracks([{ id: 'a' }], { a: -5 }, 18).template).toBe('18px 48px minmax(0, 1fr)');
    expect(resized(60, -500)).toBe(48);
    expect(resized(60, 10.4)).toBe(70);
  });
});

test('nextSort starts ascending and turns round', () => {
  const first = nextSort(undefined, 'a');
  expect(first).toEqual({ column: 'a', direction: 'asc' });
  const second = nextSort(first, 'a');
  expect(second).toEqual({ column: 'a', direction: 'desc' });
  expect(nextSort(second, 'a')).toEqual(first);
  expect(nextSort(second, 'b')).toEqual({ column: 'b', direction: 'asc' });
});

test('ariaSort tells sorted, sortable and neither apart', () => {
  const sort = { column: 'a', direction: 'desc' } as const;
  expect(ariaSort({ id: 'a', sortable: true }, sort)).toBe('descending');
  expect(ariaSort({ id: 'b', sortable: true }, sort)).toBe('none');
  expect(ariaSort({ id: 'c' }, sort)).toBeUndefined();
});
