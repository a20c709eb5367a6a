import { Link } from 'react-router';
import { auditPath } from '../../screens/address';
import { Section } from '../../kit/page/section';
import { DateText } from '../../kit/show/date-text';
import { SkeletonRows } from '../../kit/show/skeleton-rows';
import { ProblemNote } from '../../screens/text/problem-note';
import { useWording } from '../../screens/text/wording';
import { auditQueryOf } from './audit-noun';
import { deedWords } from './entry-words';
import { mainOf, TouchedTitle } from './touched-title';
import { entryKey, useFreshAudit } from './use-audit';
import styles from './audit.module.css';

const SHOWN = 8;

/** The last things that a person did anywhere in the shop, and the way to all of them. */
export function DeedsSection({ userId }: { readonly userId: string }) {
  const wording = useWording();
  const { t, locale } = wording;
  const { answer, error, loading, retry } = useFreshAudit({
    ...auditQueryOf(null, { filters: { actor: userId } }),
    limit: SHOWN,
  });
  const needsLine = error?.details.reason === 'audit.needsLine';
  const all = (
    <Link className={styles.link} to={`${auditPath()}?f.actor=${encodeURIComponent(userId)}`}>
      {t('audit.allDeeds')}
    </Link>
  );
  return (
    <Section title={t('audit.deeds')} actions={all}>
      {loading && !answer && <SkeletonRows rows={4} columns={3} label={t('list.loading')} />}
      {needsLine && <p className={styles.quiet}>{`${t('audit.needsLine')}. ${t('audit.needsLineAdvice')}`}</p>}
      {error && !needsLine && <ProblemNote error={error} onRetry={retry} />}
      {answer?.entries.length === 0 && <p className={styles.quiet}>{t('audit.noDeeds')}</p>}
      {answer && !error && (
        <ol className={styles.deeds}>
          {answer.entries.map((entry) => {
            const main = mainOf(entry);
            return (
              <li key={entryKey(entry)} className={styles.deed}>
                <DateText at={entry.at} locale={locale} />
                <span>{deedWords(entry, wording)}</span>
                <span className={styles.deedAbout}>{main && <TouchedTitle row={main} wording={wording} linked />}</span>
              </li>
            );
          })}
        </ol>
      )}
    </Section>
  );
}
