import { IconArrowDown, IconArrowUp, IconCheck, IconMinus } from '@tabler/icons-react';
import type { PointerEvent } from 'react';
import { ariaSort } from '../grid-model/grid-column';
import type { GridColumn, GridSort } from '../grid-model/grid-column';
import type { GridTexts } from '../grid-model/grid-texts';
import styles from './grid-head.module.css';

interface GridHeadProps<Row> {
  readonly columns: readonly GridColumn<Row>[];
  readonly idPrefix: string;
  readonly sort: GridSort | undefined;
  /** The head cell the keyboard stands on. */
  readonly cursor: number | undefined;
  /** `undefined` when rows cannot be selected. */
  readonly share: 'none' | 'some' | 'all' | undefined;
  readonly texts: GridTexts;
  /** Least width of the columns together, in pixels. */
  readonly least: number;
  readonly onSort: (column: number) => void;
  readonly onToggleAll: () => void;
  /** A column is being made wider by some pixels, from a width at the start; `undefined` takes its own width back. */
  readonly onResize: (column: number, to: { readonly from: number; readonly by: number } | undefined) => void;
}

const checkedState = { none: false, some: 'mixed', all: true } as const;

/** The sticky head: names of columns, sort, widths, and the box that selects everything loaded. */
export function GridHead<Row>(props: GridHeadProps<Row>) {
  const { columns, idPrefix, sort, cursor, share, onSort, onToggleAll } = props;
  return (
    <div role="rowgroup" className={styles.head} style={{ minWidth: props.least }}>
      <div role="row" aria-rowindex={1} className={styles.row}>
        {/* No header: a column without a title has nothing to head. */}
        <div role="gridcell" className={styles.lead} aria-label={props.texts.marks}>
          {share !== undefined && (
            <span
              role="checkbox"
              aria-checked={checkedState[share]}
              aria-label={props.texts.selectAll}
              className={styles.box}
              onClick={onToggleAll}
            >
              {share === 'all' && <IconCheck size={12} stroke={3} aria-hidden />}
              {share === 'some' && <IconMinus size={12} stroke={3} aria-hidden />}
            </span>
          )}
        </div>
        {columns.map((column, at) => (
          <div
            key={column.id}
            role="columnheader"
            id={`${idPrefix}-head-${at}`}
            className={styles.cell}
            aria-sort={ariaSort(column, sort)}
            data-align={column.align}
            data-sortable={column.sortable || undefined}
            data-cursor={cursor === at || undefined}
            onClick={column.sortable ? () => onSort(at) : undefined}
          >
            <span className={styles.title}>{column.title}</span>
            {sort?.column === column.id && <SortArrow direction={sort.direction} />}
            <ResizeHandle onResize={(to) => props.onResize(at, to)} />
          </div>
        ))}
      </div>
    </div>
  );
}

function SortArrow({ direction }: { readonly direction: GridSort['direction'] }) {
  const Arrow = direction === 'asc' ? IconArrowUp : IconArrowDown;
  return <Arrow size={13} stroke={2} aria-hidden className={styles.arrow} />;
}

interface ResizeHandleProps {
  readonly onResize: (to: { readonly from: number; readonly by: number } | undefined) => void;
}

function ResizeHandle({ onResize }: ResizeHandleProps) {
  const start = (event: PointerEvent<HTMLSpanElement>) => {
    const handle = event.currentTarget;
    const from = handle.parentElement?.getBoundingClientRect().width ?? 0;
    const origin = event.clientX;
    handle.setPointerCapture(event.pointerId);
    handle.onpointermove = (moved) => onResize({ from, by: moved.clientX - origin });
    handle.onlostpointercapture = () => {
      handle.onpointermove = null;
    };
  };
  return (
    <span
      className={styles.handle}
      aria-hidden
      onPointerDown={start}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={() => onResize(undefined)}
    />
  );
}
