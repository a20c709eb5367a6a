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
  /** It is the whole page, so its title is the page's. */
  readonly alone?: boolean;
}

/** Stands where content would be and says what to do next. */
export function EmptyState({ icon: Shape, title, advice, action, more, alone = false }: EmptyStateProps) {
  const Title = alone ? 'h1' : 'p';
  return (
    <div className={styles.empty}>
      <span className={styles.picture}>
        <Shape size={24} stroke={1.4} aria-hidden />
      </span>
      <Title className={styles.title}>{title}</Title>
      <p className={styles.advice}>{advice}</p>
      {action && <div className={styles.action}>{action}</div>}
      {more && <div className={styles.more}>{more}</div>}
    </div>
  );
}
