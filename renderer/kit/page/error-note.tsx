import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './error-note.module.css';

interface ErrorNoteProps {
  /** What happened, in shop words. */
  readonly happened: string;
  /** What was kept: nobody should have to wonder whether his work is lost. */
  readonly kept?: ReactNode;
  /** What to do now. */
  readonly advice?: ReactNode;
  /** The buttons that do it. */
  readonly actions?: ReactNode;
  /** For support: shown small, never alone. */
  readonly reference?: string;
  /** `warning` for what needs a look but stops nobody. */
  readonly tone?: 'error' | 'warning';
}

/** Says what happened, what was kept, and what to do. */
export function ErrorNote({ happened, kept, advice, actions, reference, tone = 'error' }: ErrorNoteProps) {
  const Shape = tone === 'error' ? IconAlertTriangle : IconInfoCircle;
  return (
    <div role={tone === 'error' ? 'alert' : 'status'} className={styles.note} data-tone={tone}>
      <Shape size={18} stroke={1.6} aria-hidden className={styles.shape} />
      <div className={styles.text}>
        <p className={styles.happened}>{happened}</p>
        {kept && <p className={styles.line}>{kept}</p>}
        {advice && <p className={styles.line}>{advice}</p>}
        {reference !== undefined && <p className={styles.reference}>{reference}</p>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  );
}
