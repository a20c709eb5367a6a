/** Rows that came page by page, addressable as one list without being copied into one. */
export interface RowPages<Row> {
  /** Rows loaded so far. */
  readonly count: number;
  /** The row at an index, or `undefined` outside what is loaded. */
  readonly at: (index: number) => Row | undefined;
}

/**
 * Makes one window of keyset pages. Appending a page costs the number of pages, not the number of rows.
 * Pages may differ in length and may be empty.
 */
export function rowPages<Row>(pages: readonly (readonly Row[])[]): RowPages<Row> {
  const ends: number[] = [];
  let count = 0;
  for (const page of pages) ends.push((count += page.length));
  const at = (index: number): Row | undefined => {
    if (!Number.isInteger(index) || index < 0 || index >= count) return undefined;
    const page = firstAbove(ends, index);
    const end = ends[page] ?? 0;
    const rows = pages[page] ?? [];
    return rows[index - end + rows.length];
  };
  return { count, at };
}

/** A plain list as a window. */
export function listedRows<Row>(rows: readonly Row[]): RowPages<Row> {
  return { count: rows.length, at: (index) => rows[index] };
}

function firstAbove(ends: readonly number[], index: number): number {
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) > index) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Where a grid stands with loading. `total` is how many rows there are in all, when somebody knows. */
export interface Loading {
  readonly loaded: number;
  readonly total: number | undefined;
  readonly hasMore: boolean;
  readonly loading: boolean;
}

const PLACEHOLDERS = 24;

/** Rows to lay out: the loaded ones and, while more is to come, enough placeholders to scroll into, within the total. */
export function laidOut({ loaded, total, hasMore, loading }: Loading): number {
  if (!hasMore && !loading) return loaded;
  // A total of none while something is under way is an old one.
  const left = total === undefined || (total === 0 && loaded === 0) ? PLACEHOLDERS : Math.max(1, total - loaded);
  return loaded + Math.min(PLACEHOLDERS, left);
}

/**
 * Whether to ask for the next page now: as soon as less than one screen of loaded rows lies below what is seen.
 * @param seen index of the last row that is seen, and how many rows a screen holds
 */
export function wantsMore(state: Loading, seen: { readonly last: number; readonly screen: number }): boolean {
  return state.hasMore && !state.loading && seen.last >= state.loaded - Math.max(1, seen.screen);
}

/** `aria-rowcount`: the head and all rows there are, or −1 while nobody knows how many. */
export function ariaRowCount(loaded: number, total: number | undefined, hasMore: boolean): number {
  if (!hasMore) return loaded + 1;
  return total === undefined ? -1 : Math.max(total, loaded) + 1;
}
