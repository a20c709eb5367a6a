import type { VirtualItem } from '@tanstack/react-virtual';
import type { GridColumn } from '../grid-model/grid-column';
import type { GridCursor } from '../grid-model/grid-cursor';
import { GridPlaceholder } from './grid-placeholder';
import { GridRow } from './grid-row';
import type { RowPages } from '../grid-model/row-pages';
import type { GridSelect } from './use-grid-select';
import styles from './data-grid.module.css';

interface GridBodyProps<Row> {
  readonly rows: RowPages<Row>;
  readonly columns: readonly GridColumn<Row>[];
  readonly idPrefix: string;
  readonly cursor: GridCursor;
  readonly select: GridSelect | undefined;
  readonly keyAt: (index: number) => string | undefined;
  /** Least width of the columns together, in pixels. */
  readonly least: number;
  /** Height of all rows together, in pixels. */
  readonly height: number;
  /** The rows that are seen, and a few around them. */
  readonly items: readonly VirtualItem[];
  /** Pixels that stand above the first row. */
  readonly offset: number;
  readonly pendingOf: ((row: Row) => string | undefined) | undefined;
  readonly openKey: string | undefined;
}

/** The rows that are seen, each at its place in the height of all. */
export function GridBody<Row>(props: GridBodyProps<Row>) {
  const { rows, columns, idPrefix, cursor, select, keyAt, offset } = props;
  return (
    <div role="rowgroup" className={styles.body} style={{ height: props.height, minWidth: props.least }}>
      {props.items.map(({ index, start }) => {
        const row = rows.at(index);
        const key = keyAt(index);
        const top = start - offset;
        if (row === undefined || key === undefined) {
          return <GridPlaceholder key={`placeholder-${index}`} index={index} columns={columns} top={top} />;
        }
        return (
          <GridRow
            key={key}
            {...{ row, index, idPrefix, columns, top }}
            selected={select?.selection.has(key)}
            cursor={cursor.row === index ? cursor.column : undefined}
            open={props.openKey === key}
            pending={props.pendingOf?.(row)}
          />
        );
      })}
    </div>
  );
}
