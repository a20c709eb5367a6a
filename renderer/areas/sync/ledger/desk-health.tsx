import { useSyncStatus, type SyncStatus } from '../../../bridge/use-sync-status';
import { formatScaled } from '../../../kit/show/format-number';
import { errorText } from '../../../screens/text/error-text';
import { useWording, type Wording } from '../../../screens/text/wording';
import styles from '../sync.module.css';

const MINUTE = 60_000;
/** A clock that is off by less is right enough for people. */
const CLOCK_MS = 5_000;

function clockWords(offset: number | null, { t }: Wording): string {
  if (offset === null) return t('ledger.health.none');
  if (Math.abs(offset) < CLOCK_MS) return t('ledger.health.clockRight');
  const seconds = Math.round(Math.abs(offset) / 1000);
  return offset > 0 ? t('ledger.health.clockSlow', { seconds }) : t('ledger.health.clockFast', { seconds });
}

function factsOf(status: SyncStatus, now: number, wording: Wording): { label: string; value: string }[] {
  const { t, locale } = wording;
  const { health, outbox, waiting, trouble } = status;
  const whole = (value: number) => formatScaled(value, 0, { locale });
  const minutes = Math.max(0, Math.floor((now - (health.oldest ?? now)) / MINUTE));
  const why = trouble && {
    code: trouble.code,
    message: '',
    details: trouble.reason === null ? {} : { reason: trouble.reason },
  };
  return [
    ...(why ? [{ label: t('ledger.health.why'), value: errorText(why, t, locale).happened }] : []),
    {
      label: t('ledger.health.oldest'),
      value: health.oldest === null ? t('ledger.health.nothing') : t('ledger.health.sinceMinutes', { count: minutes }),
    },
    {
      label: t('ledger.health.outbox'),
      value: t('ledger.health.room', { waiting: whole(waiting), limit: whole(outbox.limit) }),
    },
    { label: t('ledger.health.behind'), value: whole(health.behind) },
    {
      label: t('ledger.health.applied'),
      value: health.rebaseP95 === null ? t('ledger.health.none') : t('ledger.health.ms', { count: health.rebaseP95 }),
    },
    { label: t('ledger.health.failed'), value: whole(health.failedPredictions) },
    { label: t('ledger.health.clock'), value: clockWords(health.clockOffset, wording) },
  ];
}

/** This desk in numbers: what waits and for how long, why the line is down, how fast changes show, whether its clock is right. */
export function DeskHealth() {
  const wording = useWording();
  const { t } = wording;
  const status = useSyncStatus();
  if (!status) return null;
  const { pressure } = status.outbox;
  return (
    <section className={styles.connection} aria-label={t('ledger.health.title')}>
      <strong>{t('ledger.health.title')}</strong>
      <dl className={styles.facts}>
        {factsOf(status, Date.now(), wording).map(({ label, value }) => (
          <div key={label} className={styles.fact}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {pressure !== 'low' && <p role="status">{t(`ledger.health.${pressure}`)}</p>}
    </section>
  );
}
