import type { KeyedRows } from './grid-cursor';

/** The keys of the selected records. */
export type GridSelection = ReadonlySet<string>;

/** Selected or not, the other way round. */
export function toggled(selection: GridSelection, key: string): GridSelection {
  const next = new Set(selection);
  if (!next.delete(key)) next.add(key);
  return next;
}

/**
 * The selection after the range from `anchor` was stretched from row `from` to row `to`:
 * rows between anchor and `to` are in, rows that only the old range covered are out again.
 */
export function stretched(
  selection: GridSelection,
  rows: KeyedRows,
  range: { readonly anchor: number; readonly from: number; readonly to: number },
): GridSelection {
  const next = new Set(selection);
  for (const key of keysBetween(rows, range.anchor, range.from)) next.delete(key);
  for (const key of keysBetween(rows, range.anchor, range.to)) next.add(key);
  return next;
}

/** Keys of the rows from one index to another, both included, in whatever order the two are given. */
export function keysBetween(rows: KeyedRows, one: number, other: number): readonly string[] {
  const keys: string[] = [];
  const last = Math.min(Math.max(one, other), rows.count - 1);
  for (let index = Math.max(0, Math.min(one, other)); index <= last; index += 1) {
    const key = rows.keyAt(index);
    if (key !== undefined) keys.push(key);
  }
  return keys;
}

/** What the box in the head shows: how many of the loaded rows are selected. */
export function selectedShare(selection: GridSelection, rows: KeyedRows): 'none' | 'some' | 'all' {
  if (selection.size === 0 || rows.count === 0) return 'none';
  let found = 0;
  for (let index = 0; index < rows.count; index += 1) {
    const key = rows.keyAt(index);
    if (key !== undefined && selection.has(key)) found += 1;
    else if (found > 0) return 'some';
  }
  if (found === 0) return 'none';
  return found === rows.count ? 'all' : 'some';
}
