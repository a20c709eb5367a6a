import { Facts } from '../../../kit/page/facts';
import { RecordHead } from '../../../kit/page/record-head';
import { Section } from '../../../kit/page/section';
import { DateText } from '../../../kit/show/date-text';
import { formatScaled } from '../../../kit/show/format-number';
import { StateChip } from '../../../kit/show/state-chip';
import { fieldOf } from '../../../screens/fields/field-kinds';
import { RefTitle } from '../../../screens/fields/parts/ref-title';
import { ProblemNote } from '../../../screens/text/problem-note';
import { useWording, type Wording } from '../../../screens/text/wording';
import { peopleText } from './people-text';
import { asArgs, linesOf, toldOf, type Told, type ToldLine } from './ledger-subject';
import { ledgerTones } from './ledger-tones';
import { SettleEntry } from './settle-entry';
import { SubjectTitle } from './subject-title';
import type { LedgerEntry } from './use-ledger';
import { verbWords } from '../../../screens/text/verb-words';
import styles from '../sync.module.css';

interface EntryDetailProps {
  readonly entry: LedgerEntry;
  readonly onClose: () => void;
}

/** One thing that was done at this desk: what it said, what became of it, and, where it was refused, what can be done about it. */
export function EntryDetail({ entry, onClose }: EntryDetailProps) {
  const wording = useWording();
  const { t, locale } = wording;
  const args = asArgs(entry.args);
  const lines = linesOf(args);
  return (
    <article className={styles.page}>
      <RecordHead
        title={verbWords(entry.name, wording)}
        chips={<StateChip tone={ledgerTones[entry.state]} word={t(`ledger.states.${entry.state}`)} />}
        detail={
          <>
            <SubjectTitle verb={entry.name} args={args} linked />
            <DateText at={entry.at} locale={locale} />
            <span>{peopleText(entry, wording, true)}</span>
          </>
        }
        close={{ label: t('common.close'), onClose }}
      />
      <div className={styles.scroll}>
        <div className={styles.stack}>
          {entry.error && <ProblemNote error={entry.error} kept={t('ledger.keptHere')} />}
          {entry.state === 'parked' && <SettleEntry entry={entry} onDone={onClose} />}
          <Section title={t('ledger.said')}>
            <Facts
              facts={[
                ...toldOf(entry.name, args).map((told) => ({
                  label: wording.field(told.entity, told.field),
                  value: <Value told={told} wording={wording} />,
                })),
                ...(lines.length > 0
                  ? [{ label: t('orders.items'), value: <Lines lines={lines} wording={wording} /> }]
                  : []),
              ]}
            />
          </Section>
          <p className={styles.reference}>{entry.uid}</p>
        </div>
      </div>
    </article>
  );
}

function Lines({ lines, wording }: { readonly lines: readonly ToldLine[]; readonly wording: Wording }) {
  return (
    <ul className={styles.lines}>
      {lines.map(({ entity, id, quantity }) => (
        <li key={id}>
          {quantity !== null && (
            <span className={styles.amount}>
              {formatScaled(quantity, 3, { locale: wording.locale, options: { maximumFractionDigits: 3 } })} ×{' '}
            </span>
          )}
          <RefTitle entity={entity} id={id} wording={wording} />
        </li>
      ))}
    </ul>
  );
}

function Value({ told, wording }: { readonly told: Told; readonly wording: Wording }) {
  const { field, parts } = fieldOf(told.entity, told.field);
  const cell = (value: unknown) => (
    <parts.Cell {...{ field, wording, value, record: told.record }} entity={told.entity} name={told.field} full />
  );
  if (told.before === undefined) return cell(told.value);
  return (
    <span className={styles.change}>
      <s className={styles.before}>{cell(told.before)}</s> → {cell(told.value)}
    </span>
  );
}
