import type { EditArgs } from '../../../shared/kernel/crud';

/** Fields that a person changed: what he saw when he began, and what he typed. */
export type Changes = EditArgs['changes'];

type Row = Readonly<Record<string, unknown>>;

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null) && !Number.isNaN(b);

/** The changes after one field was typed in; typing the old value again takes the change back. */
export function changed(changes: Changes, record: Row, name: string, to: unknown): Changes {
  const from = changes[name] ? changes[name].from : record[name];
  if (!same(from, to)) return { ...changes, [name]: { from, to } };
  const { [name]: _back, ...others } = changes;
  return others;
}

/** The record with the changes on top. Fields that nobody touched here follow what others do meanwhile. */
export function applied<R extends Row>(record: R, changes: Changes): R {
  const typed: Record<string, unknown> = {};
  for (const [name, { to }] of Object.entries(changes)) typed[name] = to;
  return { ...record, ...typed };
}

/** Fields that somebody else changed while they were being typed in here, to something else than what is typed. */
export function overtaken(record: Row, changes: Changes): string[] {
  return Object.entries(changes).flatMap(([name, { from, to }]) =>
    same(record[name], from) || same(record[name], to) ? [] : [name],
  );
}
