import { skeletonWidth } from './skeleton-width';
import styles from './skeleton-rows.module.css';

interface SkeletonRowsProps {
  readonly rows: number;
  readonly columns?: number;
  /** What is being loaded, for screen readers. */
  readonly label: string;
}

/** Rows that stand in for content while it loads. */
export function SkeletonRows({ rows, columns = 1, label }: SkeletonRowsProps) {
  return (
    <div role="status" aria-label={label} className={styles.rows}>
      {Array.from({ length: rows }, (_row, row) => (
        <div key={row} className={styles.row}>
          {Array.from({ length: columns }, (_cell, column) => (
            <span key={column} className={styles.slot}>
              <span className={styles.bar} style={{ width: `${skeletonWidth(row, column)}%` }} />
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}
