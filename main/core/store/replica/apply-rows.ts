import type { Entity } from '../../../../shared/kernel/entity';
import { AppError } from '../../../../shared/kernel/errors';
import { columnsOf } from '../../../../shared/store/columns';
import { quoted, type Sql, type SqlValue } from '../../../../shared/store/sql';
import { scopeSql } from './derived-triggers';

/** Rows to a statement: beyond this nothing is gained, and the writer is held for longer. */
export const BATCH = 1000;

/** Columns of the wire that this desk knows, by position. */
interface Known {
  readonly names: readonly string[];
  readonly values: readonly string[];
  readonly id: string;
}

function knownColumns(entity: Entity, columns: readonly string[]): Known {
  const own = new Set(columnsOf(entity).map(({ name }) => name));
  const found = columns.flatMap((name, at) => (own.has(name) ? [{ name, value: `value->>${at}` }] : []));
  const id = found.find(({ name }) => name === 'id');
  if (!id) throw new AppError('damaged', `rows of ${entity.name} without an id`, { reason: 'rows' });
  return { names: found.map(({ name }) => name), values: found.map(({ value }) => value), id: id.value };
}

const stageTable = (entity: Entity) => `temp.${quoted(`${entity.name}__stage`)}`;

/** Inserts what is new in one statement. Resolves to the number of rows inserted. */
function insertNew(sql: Sql, { names, values }: Known, [entity, json]: readonly [Entity, string]): Promise<number> {
  const columns = names.map(quoted).join(', ');
  return sql.run(
    `INSERT INTO ${quoted(entity.name)} (${columns}) SELECT ${values.join(', ')} FROM jsonb_each(?) WHERE true ON CONFLICT ("id") DO NOTHING`,
    [json],
  );
}

async function stage(sql: Sql, { names, values }: Known, [entity, json]: readonly [Entity, string]): Promise<void> {
  const table = stageTable(entity);
  const columns = names.map(quoted).join(', ');
  // Per row one bit for each column that differs: rewriting indexed columns that did not change costs ten times the update.
  const bits = names.map((name, bit) => `((s.${quoted(name)} IS NOT t.${quoted(name)}) << ${bit})`).join(' | ');
  const all = columnsOf(entity).map(({ name }) => (name === 'id' ? '"id" TEXT PRIMARY KEY' : quoted(name)));
  await sql.run(
    `CREATE TEMP TABLE IF NOT EXISTS ${quoted(`${entity.name}__stage`)} (${all.join(', ')}, "_mask" INTEGER)`,
  );
  await sql.run(`DELETE FROM ${table}`);
  await sql.run(`INSERT OR REPLACE INTO ${table} (${columns}) SELECT ${values.join(', ')} FROM jsonb_each(?)`, [json]);
  await sql.run(
    `UPDATE ${table} AS s SET "_mask" = (SELECT ${bits} FROM ${quoted(entity.name)} t WHERE t."id" = s."id")`,
  );
}

async function updateChanged(sql: Sql, { names }: Known, entity: Entity): Promise<string[]> {
  const table = stageTable(entity);
  const masks = await sql.all(`SELECT DISTINCT "_mask" AS mask FROM ${table} WHERE "_mask" <> 0`);
  for (const { mask } of masks) {
    const changed = names.filter((_, bit) => (BigInt(mask ?? 0) >> BigInt(bit)) & 1n);
    const sets = changed.map((name) => `${quoted(name)} = s.${quoted(name)}`).join(', ');
    await sql.run(
      `UPDATE ${quoted(entity.name)} AS t SET ${sets} FROM ${table} s WHERE s."_mask" = ? AND t."id" = s."id"`,
      [mask ?? 0],
    );
  }
  const ids = await sql.all(`SELECT "id" FROM ${table} WHERE "_mask" <> 0`);
  return ids.map(({ id }) => String(id));
}

/** One batch as the text of a JSON array of arrays. With `wantIds`, resolves to the ids whose row is new or differs now. */
async function applyBatch(sql: Sql, entity: Entity, known: Known, { json, count, wantIds }: Batch): Promise<string[]> {
  const target = [entity, json] as const;
  const fresh = wantIds ? await newIds(sql, entity, known, json) : [];
  if ((await insertNew(sql, known, target)) === count) return fresh;
  await stage(sql, known, target);
  return [...fresh, ...(await updateChanged(sql, known, entity))];
}

interface Batch {
  readonly json: string;
  readonly count: number;
  readonly wantIds: boolean;
}

async function newIds(sql: Sql, entity: Entity, { id }: Known, json: string): Promise<string[]> {
  const rows = await sql.all(
    `SELECT DISTINCT ${id} AS id FROM jsonb_each(?) WHERE NOT EXISTS (SELECT 1 FROM ${quoted(entity.name)} t WHERE t."id" = ${id})`,
    [json],
  );
  return rows.map((row) => String(row['id']));
}

const damaged = (error: unknown) =>
  error instanceof AppError && error.message.includes('malformed JSON')
    ? new AppError('damaged', 'rows that are not JSON', { reason: 'rows' })
    : error;

async function inBatches(sql: Sql, entity: Entity, columns: readonly string[], work: Work): Promise<string[]> {
  const known = knownColumns(entity, columns);
  const changed: string[] = [];
  for (let at = 0; at < work.count; at += BATCH) {
    const count = Math.min(BATCH, work.count - at);
    const batch = { json: work.json(at, at + count), count, wantIds: work.wantIds };
    try {
      changed.push(...(await applyBatch(sql, entity, known, batch)));
    } catch (error) {
      throw damaged(error);
    }
  }
  return changed;
}

interface Work {
  readonly count: number;
  readonly json: (from: number, to: number) => string;
  readonly wantIds: boolean;
}

/** Puts rows as they come from the wire: new ones inserted, known ones updated in just the columns that differ. Resolves to the ids changed. */
export function applyRows(
  sql: Sql,
  entity: Entity,
  columns: readonly string[],
  rows: readonly (readonly SqlValue[])[],
): Promise<string[]> {
  return inBatches(sql, entity, columns, {
    count: rows.length,
    json: (from, to) => JSON.stringify(rows.slice(from, to)),
    wantIds: true,
  });
}

/** The same for lines of NDJSON, each the text of one row's array, which are never parsed here. `damaged` when they are not JSON. */
export async function applyLines(
  sql: Sql,
  entity: Entity,
  columns: readonly string[],
  lines: readonly string[],
): Promise<void> {
  await inBatches(sql, entity, columns, {
    count: lines.length,
    json: (from, to) => `[${lines.slice(from, to).join(',')}]`,
    wantIds: false,
  });
}

/** Removes rows, but only those that lie in `scope`: a row that has moved to another scope stays, in whatever order the scopes come. */
export async function removeRows(sql: Sql, entity: Entity, ids: readonly string[], scope: string): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await sql.all(
    `DELETE FROM ${quoted(entity.name)} WHERE "id" IN (SELECT value FROM jsonb_each(?)) AND ${scopeSql(entity)} = ? RETURNING "id"`,
    [JSON.stringify(ids), scope],
  );
  return rows.map(({ id }) => String(id));
}

/** Removes every row of a scope. */
export function purgeRows(sql: Sql, entity: Entity, scope: string): Promise<number> {
  if ('shared' in entity.scope)
    return entity.scope.shared === scope ? sql.run(`DELETE FROM ${quoted(entity.name)}`) : Promise.resolve(0);
  const [kind, ...rest] = scope.split('/');
  if (kind !== entity.scope.place) return Promise.resolve(0);
  return sql.run(`DELETE FROM ${quoted(entity.name)} WHERE ${quoted(entity.scope.field)} = ?`, [rest.join('/')]);
}
