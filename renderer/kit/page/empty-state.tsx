import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  readonly icon: Icon;
  /** What is so: "No orders yet", "Nothing matches". */
  readonly title: string;
  /** What to do next, in a sentence. */
  readonly advice: ReactNode;
  /** The button that does it. */
  readonly action?: ReactNode;
  /** Shortcuts or links below. */
  readonly more?: ReactNode;
}

/** Stands where content would be and says what to do next. */
export function EmptyState({ icon: Shape, title, advice, action, more }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <span className={styles.picture}>
        <Shape size={24} stroke={1.4} aria-hidden />
      </span>
      <p className={styles.title}>{title}</p>
      <p className={styles.advice}>{advice}</p>
      {action && <div className={styles.action}>{action}</div>}
      {more && <div className={styles.more}>{more}</div>}
    </div>
  );
}
