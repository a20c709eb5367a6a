/**
 * Where the keyboard stands in a grid.
 * `row` counts the loaded rows from 0; −1 is the head. `column` −1 is the whole row, 0 and up are its cells.
 */
export interface GridCursor {
  readonly row: number;
  readonly column: number;
}

/** How far the cursor can go. */
export interface GridExtent {
  readonly rows: number;
  readonly columns: number;
  /** Rows that are seen at once: the step of Page Up and Page Down. */
  readonly pageRows: number;
}

/** The row number that stands for the head. */
export const HEAD_ROW = -1;

/** The column number that stands for the whole row. */
export const WHOLE_ROW = -1;

const within = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

function rowAfter(cursor: GridCursor, key: string, extent: GridExtent): number | undefined {
  const step = Math.max(1, extent.pageRows - 1);
  switch (key) {
    case 'ArrowDown':
      return cursor.row + 1;
    case 'ArrowUp':
      return cursor.row - 1;
    case 'PageDown':
      return cursor.row + step;
    case 'PageUp':
      return Math.max(0, cursor.row - step);
    case 'Home':
      return 0;
    case 'End':
      return extent.rows - 1;
    default:
      return undefined;
  }
}

/**
 * The cursor after a key, kept inside the extent.
 * @param key as in `KeyboardEvent.key`
 * @returns the same object when the key leads nowhere, `undefined` when the key does not move the cursor at all
 */
export function moveCursor(cursor: GridCursor, key: string, extent: GridExtent): GridCursor | undefined {
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    // The head has no whole row: its cells are what can be sorted.
    const lowest = cursor.row === HEAD_ROW ? 0 : WHOLE_ROW;
    const column = within(cursor.column + (key === 'ArrowRight' ? 1 : -1), lowest, extent.columns - 1);
    return column === cursor.column ? cursor : { ...cursor, column };
  }
  const wanted = rowAfter(cursor, key, extent);
  if (wanted === undefined) return undefined;
  const row = within(wanted, HEAD_ROW, extent.rows - 1);
  if (row === cursor.row) return cursor;
  if (row === HEAD_ROW) return { row, column: Math.max(0, cursor.column) };
  return { row, column: cursor.row === HEAD_ROW ? WHOLE_ROW : cursor.column };
}

/** What the cursor needs to know of the rows. */
export interface KeyedRows {
  readonly count: number;
  readonly keyAt: (index: number) => string | undefined;
}

/**
 * The cursor after the rows changed: it stays on its record, wherever that went.
 * A record that is gone leaves the cursor where it stood; without rows only the head is left.
 * @param key the record the cursor stood on
 */
export function keepCursor(cursor: GridCursor, key: string | undefined, rows: KeyedRows): GridCursor {
  if (cursor.row === HEAD_ROW) return cursor;
  if (rows.count === 0) return { row: 0, column: WHOLE_ROW };
  const bounded = within(cursor.row, 0, rows.count - 1);
  if (key === undefined || rows.keyAt(bounded) === key)
    return bounded === cursor.row ? cursor : { ...cursor, row: bounded };
  // Records mostly move by a few rows, so the search goes outwards from where it was.
  for (let away = 1; away < rows.count; away += 1) {
    if (rows.keyAt(bounded - away) === key) return { ...cursor, row: bounded - away };
    if (rows.keyAt(bounded + away) === key) return { ...cursor, row: bounded + away };
  }
  return { ...cursor, row: bounded };
}
