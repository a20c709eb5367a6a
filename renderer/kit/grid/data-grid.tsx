import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useLayoutEffect, useMemo, useRef } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import { LEAD_WIDTH, columnTracks, nextSort } from '../grid-model/grid-column';
import type { GridColumn, GridSort } from '../grid-model/grid-column';
import { HEAD_ROW } from '../grid-model/grid-cursor';
import { GridBody } from './grid-body';
import { GridHead } from './grid-head';
import type { GridSelection } from '../grid-model/grid-selection';
import type { GridTexts } from '../grid-model/grid-texts';
import { ariaRowCount, laidOut, listedRows, wantsMore } from '../grid-model/row-pages';
import type { RowPages } from '../grid-model/row-pages';
import { ROW_HEIGHT, useDensity } from './use-density';
import { useColumnWidths } from './use-column-widths';
import { useGridCursor } from './use-grid-cursor';
import { useGridEvents } from './use-grid-events';
import { useGridSelect } from './use-grid-select';
import styles from './data-grid.module.css';

const HEAD_HEIGHT = 32;

/** What a grid shows and does. Only `label`, `columns`, `rows`, `rowKey`, `texts` and the two empty states are needed. */
export interface DataGridProps<Row> {
  /** Accessible name, such as the page's title. */
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  /** What is loaded so far: a list, or keyset pages made one window by `rowPages`. Keep its identity between drawings. */
  readonly rows: readonly Row[] | RowPages<Row>;
  readonly rowKey: (row: Row) => string;
  readonly texts: GridTexts;
  /** Shown when there is nothing at all: says what to do next. */
  readonly empty: ReactNode;
  /** Shown when search or filters let nothing through: says how to widen them. */
  readonly noMatch: ReactNode;
  /** Whether search or filters are on, hence which of the two is shown. */
  readonly filtered?: boolean;
  /** Shown instead of rows when nothing could be loaded, below them when the next page could not. */
  readonly problem?: ReactNode;
  /** Rows there are in all, when somebody knows. */
  readonly total?: number;
  readonly hasMore?: boolean;
  /** While a page is under way. */
  readonly loading?: boolean;
  /** Asks for the next page; called once each time less than a screen of rows is left. */
  readonly onEndReached?: () => void;
  readonly sort?: GridSort;
  readonly onSort?: (sort: GridSort) => void;
  readonly selection?: GridSelection;
  /** Makes rows selectable. */
  readonly onSelection?: (selection: GridSelection) => void;
  readonly onOpen?: (row: Row) => void;
  readonly onQuickLook?: (row: Row) => void;
  /** Told the row under the cursor whenever that changes, so that a quick look can follow. */
  readonly onCursor?: (row: Row | undefined) => void;
  /** Why a row waits, such as "Not sent yet"; `undefined` when it does not. */
  readonly pendingOf?: (row: Row) => string | undefined;
  /** Key of the record that is open beside the list. */
  readonly openKey?: string;
  /** Names the query (search, filters, sort): when it changes, the grid starts again at the top. */
  readonly view?: string;
  /** Widths in pixels the person chose before, by column id. */
  readonly widths?: Readonly<Record<string, number>>;
  readonly onWidths?: (widths: Readonly<Record<string, number>>) => void;
  /** Takes the keyboard when it appears. */
  readonly autoFocus?: boolean;
}

/**
 * A virtual grid: draws only what is seen, whatever the number of rows. One stop of the Tab key; inside, the arrows,
 * Page, Home and End keys move, Enter opens, Space looks, `x` and Shift with arrows select, and above the first row
 * the head can be reached to sort.
 */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { columns, rowKey, sort, total, hasMore = false, loading = false, view = '', onEndReached } = props;
  const idPrefix = useId();
  const viewport = useRef<HTMLDivElement>(null);
  const rowHeight = ROW_HEIGHT[useDensity()];
  const rows = useMemo(() => ('count' in props.rows ? props.rows : listedRows(props.rows)), [props.rows]);
  // rowKey is mostly written in place; rows alone decide when keys are read anew.
  const keyOf = useRef(rowKey);
  keyOf.current = rowKey;
  const keyed = useMemo(() => {
    const keyAt = (index: number) => {
      const row = rows.at(index);
      return row === undefined ? undefined : keyOf.current(row);
    };
    return { count: rows.count, keyAt };
  }, [rows]);

  const [cursor, moveTo] = useGridCursor(keyed, view);
  const select = useGridSelect(keyed, props.selection, props.onSelection);
  const [widths, resize] = useColumnWidths(columns, props.widths, props.onWidths);
  const selectable = select !== undefined;
  const tracks = columnTracks(columns, widths, selectable ? LEAD_WIDTH.selectable : LEAD_WIDTH.plain);

  const state = { loaded: rows.count, total, hasMore, loading };
  const virtual = useVirtualizer({
    count: laidOut(state),
    getScrollElement: () => viewport.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
  });
  const pageRows = Math.max(1, Math.floor(((virtual.scrollRect?.height ?? 640) - HEAD_HEIGHT) / rowHeight));
  const wanted = wantsMore(state, { last: virtual.range?.endIndex ?? 0, screen: pageRows });

  useEffect(() => {
    if (wanted) onEndReached?.();
    // Asked once for each state of the list, not once for each new function.
  }, [wanted, rows.count]);
  useLayoutEffect(() => virtual.measure(), [virtual, rowHeight]);
  useLayoutEffect(() => virtual.scrollToOffset(0), [virtual, view]);
  const autoFocus = props.autoFocus;
  useEffect(() => {
    if (autoFocus) viewport.current?.focus({ preventScroll: true });
  }, [autoFocus]);
  const cursorRow = rows.at(cursor.row);
  const onCursor = props.onCursor;
  useEffect(() => onCursor?.(cursorRow), [cursorRow]);

  const sortBy = (at: number) => {
    const column = columns[at];
    if (column?.sortable) props.onSort?.(nextSort(sort, column.id));
  };
  const events = useGridEvents({
    rows,
    cursor,
    select,
    idPrefix,
    resize,
    sortBy,
    extent: { rows: rows.count, columns: columns.length, pageRows },
    show: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
    moveTo,
    onOpen: props.onOpen,
    onQuickLook: props.onQuickLook,
  });
  // Custom properties are not in React's list of styles; these two names are ours.
  const style = { '--grid-tracks': tracks.template, '--grid-head-height': `${HEAD_HEIGHT}px` } as CSSProperties;
  const nothing = rows.count === 0 && !loading && !hasMore;

  return (
    <div className={styles.frame}>
      <div
        ref={viewport}
        role="grid"
        aria-label={props.label}
        aria-rowcount={ariaRowCount(rows.count, total, hasMore)}
        aria-multiselectable={selectable || undefined}
        aria-busy={loading}
        aria-activedescendant={events.activeId}
        tabIndex={0}
        className={styles.viewport}
        style={style}
        onKeyDown={events.onKeyDown}
        onClick={events.onClick}
      >
        <GridHead
          columns={columns}
          idPrefix={idPrefix}
          sort={sort}
          cursor={cursor.row === HEAD_ROW ? cursor.column : undefined}
          share={select?.share}
          texts={props.texts}
          least={tracks.least}
          onSort={sortBy}
          onToggleAll={() => select?.toggleAll()}
          onResize={resize}
        />
        {!nothing && !(props.problem && rows.count === 0) && (
          <GridBody
            {...{ rows, columns, idPrefix, cursor, select, keyAt: keyed.keyAt }}
            least={tracks.least}
            height={virtual.getTotalSize()}
            items={virtual.getVirtualItems()}
            offset={HEAD_HEIGHT}
            pendingOf={props.pendingOf}
            openKey={props.openKey}
          />
        )}
      </div>
      {loading && (
        <div role="status" className={styles.hidden}>
          {props.texts.loading}
        </div>
      )}
      {nothing && !props.problem && (
        <div className={styles.instead}>{props.filtered ? props.noMatch : props.empty}</div>
      )}
      {props.problem && <div className={rows.count === 0 ? styles.instead : styles.below}>{props.problem}</div>}
    </div>
  );
}
