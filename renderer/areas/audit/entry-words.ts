import { verbWords } from '../../screens/text/verb-words';
import type { Wording } from '../../screens/text/wording';
import type { AuditEntry } from './use-audit';

/** What was done, in the shop's words: the log keeps verbs with their version. */
export const deedWords = ({ verb }: Pick<AuditEntry, 'verb'>, wording: Wording): string =>
  verbWords(verb.replace(/@\d+$/, ''), wording);

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** A field that an entry changed. */
export interface ChangedField {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What is different between two states of a row, in the order of the noun's fields; of a row that came or went, what is not empty. */
export function changedFields(
  fields: readonly string[],
  { before, after }: Pick<AuditEntry['touched'][number], 'before' | 'after'>,
): ChangedField[] {
  return fields
    .map((name) => ({ name, before: before?.[name] ?? null, after: after?.[name] ?? null }))
    .filter(
      (field) =>
        JSON.stringify(field.before) !== JSON.stringify(field.after) &&
        !(isEmpty(field.before) && isEmpty(field.after)),
    );
}
