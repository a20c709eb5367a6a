import { errorText } from '../../../screens/text/error-text';
import { recordReference, recordTitle } from '../../../screens/text/record-title';
import type { Wording } from '../../../screens/text/wording';
import { verbWords } from '../../../screens/text/verb-words';
import { asArgs, subjectOf } from './ledger-subject';
import { peopleText } from './people-text';
import type { LedgerEntry } from './use-ledger';

type Row = Readonly<Record<string, unknown>>;

/** Records that entries are about, by `<entity>/<id>`. */
export type Subjects = ReadonlyMap<string, Row>;

const two = (part: number) => String(part).padStart(2, '0');

/** `2026-11-30 09:40:12` of the machine's time zone: every spreadsheet takes it for a time, in any country. */
function timeText(at: number): string {
  const date = new Date(at);
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`;
}

function aboutText({ name, args }: LedgerEntry, subjects: Subjects, wording: Wording): string {
  const subject = subjectOf(name, asArgs(args));
  if (!subject) return '';
  const { entity, id } = subject;
  const row = subjects.get(`${entity.name}/${id}`) ?? asArgs(args);
  const words = [recordTitle(entity, row, wording), recordReference(entity, row)];
  return [...new Set(words)].filter((word) => word !== undefined).join(' · ');
}

export const ledgerColumns = ({ t }: Wording) =>
  ['when', 'desk', 'who', 'what', 'about', 'state', 'why', 'reference'].map((name) => t(`ledger.${name}`));

/** Entries as rows of words, in the order of `ledgerColumns`. */
export function ledgerRows(
  entries: readonly LedgerEntry[],
  { subjects, wording, desk }: { subjects: Subjects; wording: Wording; desk: string },
): string[][] {
  const { t, locale } = wording;
  return entries.map((entry) => [
    timeText(entry.at),
    desk,
    peopleText(entry, wording, true),
    verbWords(entry.name, wording),
    aboutText(entry, subjects, wording),
    t(`ledger.states.${entry.state}`),
    entry.error ? errorText(entry.error, t, locale).happened : '',
    entry.uid,
  ]);
}

/** Where figures have a decimal comma, spreadsheets expect semicolons between cells. */
export function cellSeparator(locale: string): ',' | ';' {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? ';' : ',';
}
