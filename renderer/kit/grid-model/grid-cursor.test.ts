import fc from 'fast-check';
import { HEAD_ROW, WHOLE_ROW, keepCursor, moveCursor } from './grid-cursor';

const extent = { rows: 100, columns: 4, pageRows: 10 };
const at = (row: number, column = WHOLE_ROW) => ({ row, column });
const keyed = (keys: readonly string[]) => ({ count: keys.length, keyAt: (index: number) => keys[index] });

describe('moveCursor', () => {
  test.each([
    ['ArrowDown', at(5), at(6)],
    ['ArrowUp', at(5), at(4)],
    ['PageDown', at(5), at(14)],
    ['PageUp', at(50), at(41)],
    ['PageUp', at(3), at(0)],
    ['Home', at(50, 2), at(0, 2)],
    ['End', at(5), at(99)],
    ['PageDown', at(95), at(99)],
    ['ArrowRight', at(5), at(5, 0)],
    ['ArrowRight', at(5, 0), at(5, 1)],
    ['ArrowLeft', at(5, 0), at(5)],
  ])('%s from %j goes to %j', (key, from, to) => {
    expect(moveCursor(from, key, extent)).toEqual(to);
  });

  test('stops at the edges, giving back the same cursor', () => {
    const last = at(99, 3);
    expect(moveCursor(last, 'ArrowDown', extent)).toBe(last);
    expect(moveCursor(last, 'ArrowRight', extent)).toBe(last);
    const first = at(5);
    expect(moveCursor(first, 'ArrowLeft', extent)).toBe(first);
  });

  test('the head lies above the first row and has cells only', () => {
    expect(moveCursor(at(0), 'ArrowUp', extent)).toEqual(at(HEAD_ROW, 0));
    expect(moveCursor(at(0, 2), 'ArrowUp', extent)).toEqual(at(HEAD_ROW, 2));
    const first = at(HEAD_ROW, 0);
    expect(moveCursor(first, 'ArrowLeft', extent)).toBe(first);
    expect(moveCursor(at(HEAD_ROW, 2), 'ArrowDown', extent)).toEqual(at(0));
  });

  test('without rows only the head can be reached', () => {
    const empty = { ...extent, rows: 0 };
    expect(moveCursor(at(0), 'ArrowDown', empty)).toEqual(at(HEAD_ROW, 0));
    expect(moveCursor(at(0), 'End', empty)).toEqual(at(HEAD_ROW, 0));
  });

  test('other keys are not its business', () => {
    for (const key of ['a', 'Enter', 'Tab', ' ']) expect(moveCursor(at(5), key, extent)).toBeUndefined();
  });

  test('whatever is pressed, the cursor stays inside', () => {
    const keys = fc.constantFrom(
      'ArrowDown',
      'ArrowUp',
      'ArrowLeft',
      'ArrowRight',
      'PageDown',
      'PageUp',
      'Home',
      'End',
    );
    fc.assert(
      fc.property(
        fc.array(keys, { maxLength: 60 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 5 }),
        (pressed, rows, columns) => {
          let cursor = at(0);
          for (const key of pressed) cursor = moveCursor(cursor, key, { rows, columns, pageRows: 7 }) ?? cursor;
          expect(cursor.row).toBeGreaterThanOrEqual(HEAD_ROW);
          expect(cursor.row).toBeLessThan(rows);
          expect(cursor.column).toBeLessThan(columns);
          expect(cursor.column).toBeGreaterThanOrEqual(cursor.row === HEAD_ROW ? 0 : WHOLE_ROW);
        },
      ),
    );
  });
});

describe('keepCursor', () => {
  test('follows its record when rows come in above or below', () => {
    expect(keepCursor(at(1, 2), 'b', keyed(['x', 'y', 'a', 'b']))).toEqual(at(3, 2));
    expect(keepCursor(at(3), 'b', keyed(['b', 'c', 'd', 'e']))).toEqual(at(0));
  });

  test('stays where it was when its record is gone, within what is left', () => {
    expect(keepCursor(at(1), 'gone', keyed(['a', 'b', 'c']))).toEqual(at(1));
    expect(keepCursor(at(9), 'gone', keyed(['a', 'b']))).toEqual(at(1));
    expect(keepCursor(at(9), 'gone', keyed([]))).toEqual(at(0));
  });

  test('is the same object when nothing moved, so that nothing is drawn again', () => {
    const cursor = at(1);
    expect(keepCursor(cursor, 'b', keyed(['a', 'b']))).toBe(cursor);
    const head = at(HEAD_ROW, 1);
    expect(keepCursor(head, undefined, keyed([]))).toBe(head);
  });
});
