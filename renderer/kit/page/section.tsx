import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import styles from './section.module.css';

interface SectionProps {
  readonly title: string;
  /** Beside the title, such as a number of items. */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  /** Whether it can be folded; it can unless told. */
  readonly foldable?: boolean;
  readonly startsFolded?: boolean;
  /** Without padding, for tables and grids that reach the edges. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** A part of a record under a title, which folds. */
export function Section({
  title,
  note,
  actions,
  foldable = true,
  startsFolded = false,
  flush = false,
  children,
}: SectionProps) {
  const [folded, setFolded] = useState(startsFolded);
  const bodyId = useId();
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className={styles.section}>
      <div className={styles.head}>
        <h2 id={titleId} className={styles.title}>
          {foldable ? (
            <button
              type="button"
              aria-expanded={!folded}
              aria-controls={bodyId}
              className={styles.fold}
              onClick={() => setFolded(!folded)}
            >
              <IconChevronRight size={14} stroke={1.75} aria-hidden className={styles.chevron} />
              {title}
            </button>
          ) : (
            title
          )}
        </h2>
        {note && <span className={styles.note}>{note}</span>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      <div id={bodyId} hidden={folded} className={flush ? styles.flush : styles.body}>
        {children}
      </div>
    </section>
  );
}
