import { Progress } from '@mantine/core';
import { useSyncStatus } from '../../bridge/use-sync-status';
import { formatScaled } from '../../kit/show/format-number';
import { useWording } from '../../screens/text/wording';
import { DoorPage } from './door-page';
import styles from './door.module.css';

/** The moment before the first records are here. The rest loads behind the work. */
export function FirstLoad() {
  const { t, locale } = useWording();
  const status = useSyncStatus();
  const { done, total } = status?.loading ?? { done: 0, total: 0 };
  const write = (count: number) => formatScaled(count, 0, { locale });
  const words =
    total > 0 ? t('firstLoad.progress', { done: write(done), total: write(total) }) : t('firstLoad.starting');
  return (
    <DoorPage title={t('firstLoad.title')}>
      <p className={styles.text}>{t(status?.line === 'offline' ? 'firstLoad.offline' : 'firstLoad.text')}</p>
      <Progress value={total > 0 ? (done / total) * 100 : 4} animated={total === 0} aria-label={words} />
      <p className={styles.text} role="status">
        {words}
      </p>
    </DoorPage>
  );
}
