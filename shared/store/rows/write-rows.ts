import type { Entity } from '../../kernel/entity';
import { AppError } from '../../kernel/errors';
import { columnsOf } from '../columns';
import { quoted, type Row, type Sql } from '../sql';

/** A row as its table has it, and as it is to be; null: there is none. */
export interface RowChange {
  readonly id: string;
  readonly before: Row | null;
  readonly after: Row | null;
}

/** Rows to a statement. */
const BATCH = 1000;

/** The columns in which two rows of an entity differ. */
export function changedColumns(entity: Entity, before: Row, after: Row): string[] {
  return columnsOf(entity)
    .map(({ name }) => name)
    .filter((name) => (before[name] ?? null) !== (after[name] ?? null));
}

interface Values {
  /** `FROM …` with one parameter, the JSON of the rows. */
  readonly from: string;
  /** The values of a row, as SQL, in the order of the columns asked for. */
  readonly of: readonly string[];
}

/** Rows come as one parameter, the JSON of arrays, so that the text of a statement does not depend on their number. */
function valuesOf(sql: Sql, entity: Entity, names: readonly string[]): Values {
  const types = new Map(columnsOf(entity).map(({ name, type }) => [name, type]));
  if (sql.dialect === 'sqlite') return { from: 'jsonb_each(?) AS s', of: names.map((_, at) => `s.value->>${at}`) };
  const cast = (name: string) => (types.get(name) === 'integer' ? '::bigint' : '');
  return {
    from: 'jsonb_array_elements(?::jsonb) AS s(value)',
    of: names.map((name, at) => `(s.value->>${at})${cast(name)}`),
  };
}

/** NUL, and half a pair of surrogates: the drivers bind them, JSON does not carry them alike in both databases. */
const UNSPEAKABLE = /\\u(?:0000|d[89a-f])/i;

async function inBatches(
  rows: readonly Row[],
  names: readonly string[],
  write: (json: string) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH) {
    const json = JSON.stringify(rows.slice(at, at + BATCH).map((row) => names.map((name) => row[name] ?? null)));
    if (UNSPEAKABLE.test(json)) throw new AppError('internal', 'text that is to be written row by row');
    await write(json);
  }
}

async function insertRows(sql: Sql, entity: Entity, rows: readonly Row[]): Promise<void> {
  const names = columnsOf(entity).map(({ name }) => name);
  const { from, of } = valuesOf(sql, entity, names);
  const text = `INSERT INTO ${quoted(entity.name)} (${names.map(quoted).join(', ')}) SELECT ${of.join(', ')} FROM ${from}`;
  await inBatches(rows, names, (json) => sql.run(text, [json]));
}

/** Only the columns that differ are written: rewriting indexed columns costs most of an update. */
async function updateRows(
  sql: Sql,
  entity: Entity,
  { rows, changed }: { rows: readonly Row[]; changed: readonly string[] },
): Promise<void> {
  const names = ['id', ...changed];
  const { from, of } = valuesOf(sql, entity, names);
  const sets = changed.map((name, at) => `${quoted(name)} = ${of[at + 1]}`).join(', ');
  const text = `UPDATE ${quoted(entity.name)} AS t SET ${sets} FROM ${from} WHERE t."id" = ${of[0]}`;
  await inBatches(rows, names, (json) => sql.run(text, [json]));
}

async function removeRows(sql: Sql, entity: Entity, rows: readonly Row[]): Promise<void> {
  const { from, of } = valuesOf(sql, entity, ['id']);
  const text = `DELETE FROM ${quoted(entity.name)} WHERE "id" IN (SELECT ${of[0]} FROM ${from})`;
  await inBatches(rows, ['id'], (json) => sql.run(text, [json]));
}

/**
 * Brings a table's rows from what they are to what they are to be, with few statements. Rows without a difference are left alone.
 * `internal` for text that must be bound by itself; whoever runs verbs then runs them with a statement for each write.
 */
export async function writeRows(sql: Sql, entity: Entity, changes: Iterable<RowChange>): Promise<void> {
  const fresh: Row[] = [];
  const gone: Row[] = [];
  const updates = new Map<string, { rows: Row[]; changed: string[] }>();
  for (const { before, after } of changes) {
    if (!before && after) fresh.push(after);
    if (before && !after) gone.push(before);
    if (!before || !after) continue;
    const changed = changedColumns(entity, before, after);
    if (changed.length === 0) continue;
    const group = updates.get(changed.join()) ?? { rows: [], changed };
    updates.set(changed.join(), group);
    group.rows.push(after);
  }
  if (gone.length > 0) await removeRows(sql, entity, gone);
  if (fresh.length > 0) await insertRows(sql, entity, fresh);
  for (const group of updates.values()) await updateRows(sql, entity, group);
}
