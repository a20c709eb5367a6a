import { Button } from '@mantine/core';
import { IconShieldCheck, IconShieldQuestion, IconShieldX } from '@tabler/icons-react';
import { formatDate } from '../../kit/show/format-date';
import { formatScaled } from '../../kit/show/format-number';
import { StateChip } from '../../kit/show/state-chip';
import { RefTitle } from '../../screens/fields/parts/ref-title';
import type { Wording } from '../../screens/text/wording';
import type { AuditVerdict } from './use-audit';
import styles from './audit.module.css';

interface VerdictBarProps {
  readonly verdict: AuditVerdict | null;
  readonly checking: boolean;
  readonly onCheck: () => void;
  readonly wording: Wording;
}

const shape = { size: 14, stroke: 1.75, 'aria-hidden': true } as const;

function Chip({ verdict, wording: { t } }: Pick<VerdictBarProps, 'verdict' | 'wording'>) {
  if (!verdict)
    return <StateChip tone="gray" word={t('audit.verdict.unknown')} icon={<IconShieldQuestion {...shape} />} />;
  return verdict.broken.length === 0 ? (
    <StateChip tone="green" word={t('audit.verdict.whole')} icon={<IconShieldCheck {...shape} />} />
  ) : (
    <StateChip tone="red" word={t('audit.verdict.broken')} icon={<IconShieldX {...shape} />} />
  );
}

/** Whether anybody has changed the log past the product: as of when, how much was looked at, and, if so, where. */
export function VerdictBar({ verdict, checking, onCheck, wording }: VerdictBarProps) {
  const { t, locale } = wording;
  const whole = (value: number) => formatScaled(value, 0, { locale });
  return (
    <section className={styles.narrowing} aria-label={t('audit.verdict.title')}>
      <div className={styles.verdict}>
        <Chip verdict={verdict} wording={wording} />
        <div className={styles.verdictText}>
          <p>
            {verdict
              ? t('audit.verdict.checked', {
                  entries: whole(verdict.entries),
                  chains: whole(verdict.chains),
                  time: formatDate(verdict.at, { locale, options: { dateStyle: 'medium', timeStyle: 'medium' } }),
                })
              : t('audit.verdict.running')}
          </p>
          {verdict && verdict.broken.length > 0 ? (
            <>
              <ul className={styles.faults}>
                {verdict.broken.map(({ chain, seq, fault, device }) => (
                  <li key={chain}>
                    {device ? <RefTitle entity="desk" id={device} wording={wording} linked /> : chain}
                    {` · ${t('audit.verdict.entry', { seq: whole(seq) })}: ${t(`audit.verdict.faults.${fault}`)}`}
                  </li>
                ))}
              </ul>
              <p>{t('audit.verdict.advice')}</p>
            </>
          ) : (
            <p className={styles.how}>{t('audit.verdict.how')}</p>
          )}
          {verdict && (
            <p className={styles.seal} title={verdict.seal}>
              {t('audit.verdict.seal', { seal: verdict.seal.slice(0, 16) })}
            </p>
          )}
        </div>
        <Button variant="default" loading={checking} onClick={onCheck}>
          {t('audit.verdict.check')}
        </Button>
      </div>
    </section>
  );
}
