import type { ReactNode } from 'react';
import styles from './card.module.css';

interface CardProps {
  /** What it is about. */
  readonly title: ReactNode;
  /** Small facts under the title: who, when, where. */
  readonly detail?: ReactNode;
  /** State chips at the end of the title's line. */
  readonly chips?: ReactNode;
  /** What can be done about it, at the bottom. */
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** One thing among others of its kind on a page, with all that is needed to deal with it. */
export function Card({ title, detail, chips, actions, children }: CardProps) {
  return (
    <article className={styles.card}>
      <header className={styles.head}>
        <div className={styles.names}>
          <h3 className={styles.title}>{title}</h3>
          {detail && <div className={styles.detail}>{detail}</div>}
        </div>
        {chips}
      </header>
      {children}
      {actions && <div className={styles.actions}>{actions}</div>}
    </article>
  );
}
