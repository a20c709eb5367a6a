import type { ReactNode } from 'react';
import styles from './page-head.module.css';

interface PageHeadProps {
  readonly title: string;
  /** How many there are, already written in the person's locale. */
  readonly count?: string;
  /** What the count means, for screen readers, such as "1,204 in all". */
  readonly countLabel?: string;
  /** Lesser actions and the primary one last, at the right. */
  readonly actions?: ReactNode;
  /** Saved views, mostly `ViewTabs`. */
  readonly tabs?: ReactNode;
  /** Search field, filter chips, column chooser, export. */
  readonly tools?: ReactNode;
}

/** The head of a list page: title with count, primary action at the right, views, search and filters. */
export function PageHead({ title, count, countLabel, actions, tabs, tools }: PageHeadProps) {
  return (
    <header className={styles.head}>
      <div className={styles.line}>
        <h1 className={styles.title}>{title}</h1>
        {count !== undefined && (
          <span className={styles.count}>
            <span aria-hidden={countLabel !== undefined || undefined}>{count}</span>
            {countLabel !== undefined && <span className={styles.hidden}>{countLabel}</span>}
          </span>
        )}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {tabs}
      {tools && <div className={styles.tools}>{tools}</div>}
    </header>
  );
}
