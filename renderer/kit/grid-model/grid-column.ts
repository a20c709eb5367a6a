import type { ReactNode } from 'react';

/** One column of a grid. */
export interface GridColumn<Row> {
  /** Unique in the grid; also names the column in `GridSort`. */
  readonly id: string;
  readonly title: string;
  /** What a cell shows. Must be cheap: it runs for every row that scrolls by. */
  readonly cell: (row: Row) => ReactNode;
  /** `end` for money and quantities: figures then stand under one another. */
  readonly align?: 'start' | 'center' | 'end';
  /** Pixels. A column without a width shares what is left over. */
  readonly width?: number;
  /** Pixels a column without a width keeps at least; 120 unless told. */
  readonly minWidth?: number;
  readonly sortable?: boolean;
}

/** By which column the rows are sorted. */
export interface GridSort {
  readonly column: string;
  readonly direction: 'asc' | 'desc';
}

/** Width in pixels of the leading column: with mark and checkbox, or with the mark alone. */
export const LEAD_WIDTH = { selectable: 40, plain: 18 } as const;

const LEAST_WIDTH = 48;

/** The sort that a press on the column's head asks for: ascending first, then turned round. */
export function nextSort(sort: GridSort | undefined, column: string): GridSort {
  const turned = sort?.column === column && sort.direction === 'asc';
  return { column, direction: turned ? 'desc' : 'asc' };
}

/** The value of `aria-sort` for a column; `undefined` when it cannot be sorted. */
export function ariaSort(
  column: Pick<GridColumn<never>, 'id' | 'sortable'>,
  sort: GridSort | undefined,
): 'ascending' | 'descending' | 'none' | undefined {
  if (!column.sortable) return undefined;
  if (sort?.column !== column.id) return 'none';
  return sort.direction === 'asc' ? 'ascending' : 'descending';
}

type Sized = Pick<GridColumn<never>, 'id' | 'width' | 'minWidth'>;

/**
 * The tracks of the grid as a CSS `grid-template-columns` and the least width in pixels that they need.
 * @param widths widths the person chose, by column id; they win over the column's own
 * @param lead width of the leading column, in pixels
 */
export function columnTracks(
  columns: readonly Sized[],
  widths: Readonly<Record<string, number>>,
  lead: number,
): { readonly template: string; readonly least: number } {
  const tracks: string[] = [`${lead}px`];
  let least = lead;
  let shares = false;
  for (const column of columns) {
    const fixed = widths[column.id] ?? column.width;
    if (fixed === undefined) shares = true;
    const size = Math.max(LEAST_WIDTH, Math.round(fixed ?? column.minWidth ?? 120));
    tracks.push(fixed === undefined ? `minmax(${size}px, 1fr)` : `${size}px`);
    least += size;
  }
  // Without a sharing column an empty last track takes the rest, so that fixed columns keep their widths.
  if (!shares) tracks.push('minmax(0, 1fr)');
  return { template: tracks.join(' '), least };
}

/** A column's width after it was made wider or narrower by some pixels; never so narrow that it cannot be seen. */
export function resized(width: number, by: number): number {
  return Math.max(LEAST_WIDTH, Math.round(width + by));
}
