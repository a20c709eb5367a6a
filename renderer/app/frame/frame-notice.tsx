import { Progress } from '@mantine/core';
import { useEffect } from 'react';
import { useAnswer } from '../../bridge/use-call';
import { useRefreshAll } from '../../bridge/use-refresh-all';
import { useWording } from '../../screens/text/wording';
import styles from './frame.module.css';

/** How often a core that does not answer is asked again, in milliseconds. */
const AGAIN = 2000;

/** What concerns every page: the first load still running behind the work, or a core that is just starting again. */
export function FrameNotice() {
  const { t } = useWording();
  const { answer, error, retry } = useAnswer('sync.status', null);
  const refresh = useRefreshAll();
  const lost = error !== undefined;
  useEffect(() => {
    if (!lost) return undefined;
    const timer = window.setInterval(retry, AGAIN);
    return () => {
      window.clearInterval(timer);
      refresh();
    };
  }, [lost, retry, refresh]);
  if (lost) {
    return (
      <div role="status" className={styles.notice} data-tone="warning">
        {t('lost.core')}
      </div>
    );
  }
  const loading = answer?.loading;
  if (!loading || loading.total === 0 || loading.done >= loading.total) return null;
  const percent = Math.floor((loading.done / loading.total) * 100);
  return (
    <div className={styles.notice}>
      <span>{t('sync.loadingRest', { percent })}</span>
      <Progress className={styles.progress} value={percent} size="sm" aria-label={t('sync.loadingRest', { percent })} />
    </div>
  );
}
