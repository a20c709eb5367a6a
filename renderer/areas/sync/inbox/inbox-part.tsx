import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PlainError } from '../../../../shared/kernel/errors';
import { formatScaled } from '../../../kit/show/format-number';
import { ProblemNote } from '../../../screens/text/problem-note';
import { useWording } from '../../../screens/text/wording';
import styles from './inbox.module.css';

interface InboxPartProps {
  readonly title: string;
  /** One sentence on what these things are. */
  readonly advice: string;
  readonly count: number;
  readonly hasMore: boolean;
  readonly loading: boolean;
  readonly error: PlainError | undefined;
  readonly onMore: () => void;
  readonly onRetry: () => void;
  readonly children: ReactNode;
}

/** Things of one kind that need a person; nothing at all when there are none. */
export function InboxPart(props: InboxPartProps) {
  const { title, advice, count, hasMore, loading, error, onMore, onRetry, children } = props;
  const { t, locale } = useWording();
  if (count === 0 && !error) return null;
  return (
    <section className={styles.part} aria-label={title}>
      <header className={styles.head}>
        <h2 className={styles.title}>
          {title} <span className={styles.count}>{formatScaled(count, 0, { locale })}</span>
        </h2>
        <p className={styles.advice}>{advice}</p>
      </header>
      {error && <ProblemNote error={error} onRetry={onRetry} />}
      {children}
      {hasMore && (
        <div>
          <Button variant="default" loading={loading} onClick={onMore}>
            {t('inbox.more')}
          </Button>
        </div>
      )}
    </section>
  );
}
