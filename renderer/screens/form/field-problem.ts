import type { Entity } from '../../../shared/kernel/entity';
import type { Field } from '../../../shared/kernel/field';
import type { Wording } from '../text/wording';

/** What is wrong with a field, as a key of the locales (`problems.<key>`) and what goes into its sentence. */
interface Problem {
  readonly key: string;
  readonly limit?: number;
}

const isBlank = (value: unknown) =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0);

function numberProblem(value: number, field: Field<unknown>): Problem {
  if (Number.isNaN(value)) return { key: 'notANumber' };
  return { key: value < 0 && field.schema.safeParse(-value).success ? 'negative' : 'outOfRange' };
}

function textProblem(value: string, field: Field<unknown>): Problem {
  const { max } = field.options;
  if (max !== undefined && value.length > max) return { key: 'tooLong', limit: max };
  return { key: field.kind === 'barcode' ? 'barcode' : 'format' };
}

/** The first thing that is wrong with a value, or null. */
export function problemOf(field: Field<unknown>, value: unknown): Problem | null {
  // Nothing but blanks is no name, though the schema would take it.
  if (!field.optional && field.kind !== 'list' && isBlank(value)) return { key: 'required' };
  if (field.schema.safeParse(value).success) return null;
  if (typeof value === 'number') return numberProblem(value, field);
  if (typeof value === 'string') return textProblem(value, field);
  return { key: field.kind === 'address' ? 'address' : 'format' };
}

/** What is wrong, in words, by field; empty when all is well. */
export function problemsOf(
  entity: Entity,
  record: Readonly<Record<string, unknown>>,
  { t }: Pick<Wording, 't'>,
): Record<string, string> {
  const found = Object.entries(entity.fields).flatMap(([name, field]): [string, string][] => {
    const problem = problemOf(field, record[name]);
    return problem ? [[name, t(`problems.${problem.key}`, { limit: problem.limit })]] : [];
  });
  return Object.fromEntries(found);
}
