import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useCall } from '../../../bridge/use-call';
import { useSession } from '../../../bridge/use-session';
import { useSyncStatus } from '../../../bridge/use-sync-status';
import { formatDate } from '../../../kit/show/format-date';
import { StateChip } from '../../../kit/show/state-chip';
import { RefTitle } from '../../../screens/fields/parts/ref-title';
import { useNotice } from '../../../screens/text/use-notice';
import { useWording, type Wording } from '../../../screens/text/wording';
import styles from '../sync.module.css';

/** How this desk stands with the centre: the line, since when, how fresh the data is, and what of it is here. */
export function ConnectionBar() {
  const wording = useWording();
  const { t, locale } = wording;
  const status = useSyncStatus();
  const session = useSession();
  const call = useCall();
  const notice = useNotice();
  if (!status) return <div className={styles.connection} />;
  const { line, since, lastPull, scopes, loading } = status;
  const time = (at: number) => formatDate(at, { locale, options: { dateStyle: 'medium', timeStyle: 'medium' } });
  const lineWords = () => {
    if (line === 'online') return t('ledger.online');
    return since === null ? t('ledger.offline') : t('ledger.offlineSince', { time: time(since) });
  };
  const facts = [
    { label: t('ledger.lastPull'), spare: false, value: lastPull === null ? t('ledger.never') : time(lastPull) },
    {
      label: t('ledger.centre'),
      spare: true,
      value: session?.centre ? `${session.centre.name} · ${session.centre.url}` : '–',
    },
    { label: t('ledger.desk'), spare: false, value: session?.deskNumber ?? '–' },
  ];
  return (
    <section className={styles.connection} aria-label={t('ledger.connection')}>
      <StateChip tone={line === 'online' ? 'green' : 'amber'} word={lineWords()} />
      {loading && (
        <span>
          {t('sync.loading', { percent: loading.total > 0 ? Math.floor((loading.done / loading.total) * 100) : 0 })}
        </span>
      )}
      <dl className={styles.facts}>
        {facts.map(({ label, value, spare }) => (
          <div key={label} className={styles.fact} data-spare={spare || undefined}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div className={styles.fact} data-spare>
          <dt>{t('ledger.here')}</dt>
          <dd className={styles.scopes}>
            {scopes.map((scope) => (
              <span key={scope} className={styles.scope}>
                <ScopeWords scope={scope} wording={wording} />
              </span>
            ))}
          </dd>
        </div>
      </dl>
      <Button
        variant="default"
        leftSection={<IconRefresh size={16} stroke={1.5} />}
        onClick={() => void call('sync.now', null).catch(notice.failed)}
      >
        {t('ledger.now')}
      </Button>
    </section>
  );
}

function ScopeWords({ scope, wording }: { readonly scope: string; readonly wording: Wording }) {
  const [kind = '', id] = scope.split('/');
  if (id !== undefined && (kind === 'store' || kind === 'warehouse'))
    return <RefTitle entity={kind} id={id} wording={wording} />;
  return <>{wording.t(`ledger.scopes.${scope}`, { defaultValue: scope })}</>;
}
