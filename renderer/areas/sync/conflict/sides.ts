import type { conflict, conflictChoices } from '../../../../shared/domain/administration/conflict';
import type { AnyRecord, RecordOf } from '../../../../shared/kernel/entity';

/** One of the values that a conflict is about. */
export interface Side {
  /** What is chosen by taking it. */
  readonly keep: (typeof conflictChoices)[number];
  readonly value: unknown;
  /** A user's id; null while the centre has not told yet, or nobody knows. */
  readonly by: string | null;
  /** UTC ms. */
  readonly at: number | null;
  /** It is what stands in the record now. */
  readonly stands: boolean;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Both values, and a third where neither of them stands in the record any more. `record` null: it is gone. */
export function sidesOf(row: RecordOf<typeof conflict>, record: AnyRecord | null): Side[] {
  const now = record?.[row.field];
  const side = (keep: 'earlier' | 'later', by: string | null, at: number | null): Side => {
    const value: unknown = JSON.parse(row[keep]);
    return { keep, value, by, at, stands: record !== null && same(now, value) };
  };
  const sides = [side('earlier', row.earlierBy, row.earlierAt), side('later', row.laterBy, row.laterAt)];
  if (!record || sides.some(({ stands }) => stands)) return sides;
  return [...sides, { keep: 'neither', value: now, by: null, at: null, stands: true }];
}
