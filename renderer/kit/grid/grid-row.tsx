import { Tooltip } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { memo } from 'react';
import type { ReactElement } from 'react';
import type { GridColumn } from '../grid-model/grid-column';
import styles from './grid-row.module.css';

interface GridRowProps<Row> {
  readonly row: Row;
  /** Counts the loaded rows from 0. */
  readonly index: number;
  /** Prefix of the ids that the grid's `aria-activedescendant` points to. */
  readonly idPrefix: string;
  readonly columns: readonly GridColumn<Row>[];
  /** Pixels from the top of the body. */
  readonly top: number;
  /** `undefined` when rows cannot be selected. */
  readonly selected: boolean | undefined;
  /** The cell the keyboard stands on, −1 for the whole row, `undefined` for another row. */
  readonly cursor: number | undefined;
  /** The record that is open beside the list. */
  readonly open: boolean;
  /** Why the row is marked as waiting; `undefined` when it is not. */
  readonly pending: string | undefined;
}

function Row<Row>({ row, index, idPrefix, columns, top, selected, cursor, open, pending }: GridRowProps<Row>) {
  return (
    <div
      role="row"
      id={`${idPrefix}-${index}`}
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-current={open || undefined}
      data-row={index}
      data-odd={index % 2 === 1 || undefined}
      data-cursor={cursor === undefined ? undefined : cursor < 0 ? 'row' : 'cell'}
    >
      <div role="gridcell" className={styles.lead} data-lead>
        {pending !== undefined && (
          <Tooltip label={pending}>
            <span role="img" aria-label={pending} className={styles.pending} />
          </Tooltip>
        )}
        {selected !== undefined && (
          <span className={styles.box} data-checked={selected || undefined} aria-hidden>
            {selected && <IconCheck size={12} stroke={3} />}
          </span>
        )}
      </div>
      {columns.map((column, at) => (
        <div
          key={column.id}
          role="gridcell"
          id={`${idPrefix}-${index}-${at}`}
          className={styles.cell}
          data-align={column.align}
          data-cursor={cursor === at || undefined}
        >
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}

/** One row of a grid. Drawn again only when something of its own changed. */
// memo() forgets the type parameter; the cast gives the component its own signature back.
export const GridRow = memo(Row) as <Row>(props: GridRowProps<Row>) => ReactElement;
