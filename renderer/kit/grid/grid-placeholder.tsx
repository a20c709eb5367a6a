import type { GridColumn } from '../grid-model/grid-column';
import { skeletonWidth } from '../show/skeleton-width';
import rowStyles from './grid-row.module.css';
import styles from '../show/skeleton-rows.module.css';

interface GridPlaceholderProps {
  readonly index: number;
  readonly columns: readonly Pick<GridColumn<never>, 'id' | 'align'>[];
  /** Pixels from the top of the body. */
  readonly top: number;
}

/** Stands where a row will be, in its columns and at its height, so that nothing jumps when it comes. */
export function GridPlaceholder({ index, columns, top }: GridPlaceholderProps) {
  return (
    <div aria-hidden className={`${rowStyles.row} ${rowStyles.skeleton}`} style={{ transform: `translateY(${top}px)` }}>
      <div />
      {columns.map((column, at) => (
        <div key={column.id} className={rowStyles.cell} data-align={column.align}>
          <span className={styles.bar} style={{ width: `${skeletonWidth(index, at)}%` }} />
        </div>
      ))}
    </div>
  );
}
