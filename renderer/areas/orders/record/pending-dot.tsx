import { Tooltip } from '@mantine/core';
import { useWording } from '../../../screens/text/wording';
import styles from '../orders.module.css';

/** Marks what was changed here and still waits for the centre. */
export function PendingDot({ shown }: { readonly shown: boolean }) {
  const { t } = useWording();
  if (!shown) return null;
  return (
    <Tooltip label={t('pending.record')}>
      <span role="img" aria-label={t('pending.record')} className={styles.dot} />
    </Tooltip>
  );
}
