import { Link } from 'react-router';
import { Card } from '../../../kit/page/card';
import { DateText } from '../../../kit/show/date-text';
import { ProblemNote } from '../../../screens/text/problem-note';
import { useWording } from '../../../screens/text/wording';
import { asArgs } from '../ledger/ledger-subject';
import { peopleText } from '../ledger/people-text';
import { SettleEntry } from '../ledger/settle-entry';
import { SubjectTitle } from '../ledger/subject-title';
import type { LedgerEntry } from '../ledger/use-ledger';
import { verbWords } from '../../../screens/text/verb-words';
import styles from '../sync.module.css';

/** A gesture that the centre refused: what it was, why, and what can be done about it. */
export function RefusedCard({ entry }: { readonly entry: LedgerEntry }) {
  const wording = useWording();
  const { t, locale } = wording;
  const { name, args, at, error, uid } = entry;
  return (
    <Card
      title={verbWords(name, wording)}
      detail={
        <>
          <SubjectTitle verb={name} args={asArgs(args)} linked />
          <DateText at={at} locale={locale} />
          <span>{peopleText(entry, wording, true)}</span>
          <Link className={styles.link} to={`/sync?state=parked&entry=${encodeURIComponent(uid)}`}>
            {t('ledger.said')}
          </Link>
        </>
      }
      actions={<SettleEntry entry={entry} />}
    >
      {error && <ProblemNote error={error} kept={t('ledger.keptHere')} />}
    </Card>
  );
}
