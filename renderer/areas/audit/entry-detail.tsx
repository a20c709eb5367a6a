import { domain } from '../../../shared/domain/domain';
import { Facts } from '../../kit/page/facts';
import { RecordHead } from '../../kit/page/record-head';
import { Section } from '../../kit/page/section';
import { DateText } from '../../kit/show/date-text';
import { StateChip } from '../../kit/show/state-chip';
import type { Tone } from '../../kit/show/tone';
import { fieldOf } from '../../screens/fields/field-kinds';
import { RefTitle } from '../../screens/fields/parts/ref-title';
import type { Wording } from '../../screens/text/wording';
import { changedFields, deedWords, type ChangedField } from './entry-words';
import { EntryWho } from './entry-who';
import { mainOf, TouchedTitle, type Touched } from './touched-title';
import type { AuditEntry } from './use-audit';
import styles from './audit.module.css';

/** Rows that are shown unfolded, and at all: a large order touches hundreds. */
const UNFOLDED = 4;
const SHOWN = 60;

const exact = { dateStyle: 'medium', timeStyle: 'medium' } as const;

interface EntryDetailProps {
  readonly entry: AuditEntry;
  readonly wording: Wording;
  readonly onClose: () => void;
}

/** One entry: who, when, where, and each row that it touched with what it changed. */
export function EntryDetail({ entry, wording, onClose }: EntryDetailProps) {
  const { t, locale } = wording;
  const { hidden, device } = entry;
  const main = mainOf(entry);
  const touched = [...entry.touched].sort((a, b) => Number(b === main) - Number(a === main));
  const more = hidden + Math.max(0, touched.length - SHOWN);
  return (
    <article className={styles.page}>
      <RecordHead
        title={deedWords(entry, wording)}
        detail={
          <>
            <DateText at={entry.at} locale={locale} options={exact} />
            <span>
              <EntryWho entry={entry} wording={wording} linked />
              {entry.override && `: ${entry.override.reason}`}
            </span>
            {device && <RefTitle entity="desk" id={device} wording={wording} linked />}
          </>
        }
        close={{ label: t('common.close'), onClose }}
      />
      <div className={styles.scroll}>
        <div className={styles.stack}>
          {touched.slice(0, SHOWN).map((row, index) => (
            <TouchedRow key={`${row.entity} ${row.id}`} row={row} wording={wording} folded={index >= UNFOLDED} />
          ))}
          {touched.length === 0 && hidden === 0 && <p className={styles.quiet}>{t('audit.noRows')}</p>}
          {more > 0 && <p className={styles.quiet}>{t(hidden > 0 ? 'audit.hidden' : 'audit.more', { count: more })}</p>}
          <p className={styles.reference}>
            {t('audit.entryOf', { seq: entry.seq, chain: entry.chain })}
            <br />
            {entry.hash}
          </p>
        </div>
      </div>
    </article>
  );
}

function stateOf({ before, after }: Touched): { word: 'made' | 'removed' | 'changed'; tone: Tone } {
  if (!before) return { word: 'made', tone: 'green' };
  return after ? { word: 'changed', tone: 'blue' } : { word: 'removed', tone: 'red' };
}

interface TouchedRowProps {
  readonly row: Touched;
  readonly wording: Wording;
  readonly folded: boolean;
}

function TouchedRow({ row, wording, folded }: TouchedRowProps) {
  const entity = domain.entity(row.entity);
  const { word, tone } = stateOf(row);
  const fields = changedFields(Object.keys(entity.fields), row);
  return (
    <Section
      title={wording.one(entity)}
      note={<TouchedTitle row={row} wording={wording} linked />}
      actions={<StateChip tone={tone} word={wording.t(`audit.${word}`)} />}
      startsFolded={folded}
    >
      {fields.length === 0 && <p className={styles.quiet}>{wording.t('audit.nothingChanged')}</p>}
      <Facts
        facts={fields.map((field) => ({
          label: wording.field(entity, field.name),
          value: <Change row={row} change={field} wording={wording} />,
        }))}
      />
    </Section>
  );
}

interface ChangeProps {
  readonly row: Touched;
  readonly change: ChangedField;
  readonly wording: Wording;
}

function Change({ row, change, wording }: ChangeProps) {
  const entity = domain.entity(row.entity);
  const { field, parts } = fieldOf(entity, change.name);
  const cell = (value: unknown, record: Touched['before']) => (
    <parts.Cell {...{ entity, field, wording, value }} name={change.name} record={record ?? {}} full />
  );
  if (!row.before) return cell(change.after, row.after);
  if (!row.after) return cell(change.before, row.before);
  return (
    <span className={styles.change}>
      <s className={styles.before}>{cell(change.before, row.before)}</s> → {cell(change.after, row.after)}
    </span>
  );
}
