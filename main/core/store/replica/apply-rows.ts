import type { Entity } from '../../../../shared/kernel/entity';
import { AppError } from '../../../../shared/kernel/errors';
import { columnsOf } from '../../../../shared/store/columns';
import { quoted, type Sql, type SqlValue } from '../../../../shared/store/sql';
import { scopeSql } from './derived-triggers';
import { maskedNames, maskSql } from './column-mask';

/** Rows to a statement: beyond this nothing is gained, and the writer is held for longer. */
export const BATCH = 1000;

/** Rows from somewhere: columns that this desk knows, and where their values are read. */
interface Source {
  readonly entity: Entity;
  readonly names: readonly string[];
  readonly values: readonly string[];
  readonly id: string;
  /** `FROM … WHERE …`. */
  readonly from: string;
}

/** A batch of a source. */
interface Batch {
  readonly params: readonly SqlValue[];
  readonly count: number;
}

function sourceOf(
  entity: Entity,
  columns: readonly string[],
  { value, from }: { value: (name: string, at: number) => string; from: string },
): Source {
  const own = new Set(columnsOf(entity).map(({ name }) => name));
  const found = columns.flatMap((name, at) => (own.has(name) ? [{ name, value: value(name, at) }] : []));
  const id = found.find(({ name }) => name === 'id');
  if (!id) throw new AppError('damaged', `rows of ${entity.name} without an id`, { reason: 'rows' });
  return {
    entity,
    names: found.map(({ name }) => name),
    values: found.map((one) => one.value),
    id: id.value,
    from,
  };
}

const ofWire = (entity: Entity, columns: readonly string[]) =>
  sourceOf(entity, columns, { value: (_, at) => `value->>${at}`, from: 'FROM jsonb_each(?) WHERE true' });

const stageTable = (entity: Entity) => `temp.${quoted(`${entity.name}__stage`)}`;

/** Inserts what is new in one statement. Resolves to the number of rows inserted. */
function insertNew(sql: Sql, { entity, names, values, from }: Source, { params }: Batch): Promise<number> {
  const columns = names.map(quoted).join(', ');
  return sql.run(
    `INSERT INTO main.${quoted(entity.name)} (${columns}) SELECT ${values.join(', ')} ${from} ON CONFLICT ("id") DO NOTHING`,
    params,
  );
}

async function emptyStage(sql: Sql, { entity }: Source): Promise<void> {
  const all = columnsOf(entity).map(({ name }) => (name === 'id' ? '"id" TEXT PRIMARY KEY' : quoted(name)));
  await sql.run(
    `CREATE TEMP TABLE IF NOT EXISTS ${quoted(`${entity.name}__stage`)} (${all.join(', ')}, "_mask" INTEGER)`,
  );
  await sql.run(`DELETE FROM ${stageTable(entity)}`);
}

async function stage(sql: Sql, { entity, names, values, from }: Source, { params }: Batch): Promise<void> {
  const columns = names.map(quoted).join(', ');
  await sql.run(
    `INSERT OR REPLACE INTO ${stageTable(entity)} (${columns}) SELECT ${values.join(', ')} ${from}`,
    params,
  );
}

/** Per row one bit for each column that differs, NULL where there is none: rewriting indexed columns that did not change costs ten times the update. */
async function compare(sql: Sql, { entity, names }: Source): Promise<void> {
  await sql.run(
    `UPDATE ${stageTable(entity)} AS s SET "_mask" = (SELECT ${maskSql(names, 's', 't')} FROM main.${quoted(entity.name)} t WHERE t."id" = s."id")`,
  );
}

async function updateChanged(sql: Sql, { entity, names }: Source): Promise<void> {
  const table = stageTable(entity);
  const masks = await sql.all(`SELECT DISTINCT "_mask" AS mask FROM ${table} WHERE "_mask" <> 0`);
  for (const { mask } of masks) {
    const sets = maskedNames(names, Number(mask))
      .map((name) => `${quoted(name)} = s.${quoted(name)}`)
      .join(', ');
    await sql.run(
      `UPDATE main.${quoted(entity.name)} AS t SET ${sets} FROM ${table} s WHERE s."_mask" = ? AND t."id" = s."id"`,
      [mask ?? 0],
    );
  }
}

/** One batch of many, most of them new. */
async function applyBatch(sql: Sql, source: Source, batch: Batch): Promise<void> {
  if ((await insertNew(sql, source, batch)) === batch.count) return;
  await emptyStage(sql, source);
  await stage(sql, source, batch);
  await compare(sql, source);
  await updateChanged(sql, source);
}

/** What was staged, put at once: full text is written to the disk at every statement that follows a change of it. Resolves to the ids whose row is new or differs now. */
async function applyStaged(sql: Sql, source: Source): Promise<string[]> {
  const { entity, names } = source;
  const table = stageTable(entity);
  await compare(sql, source);
  const rows = await sql.all(`SELECT "id", "_mask" AS mask FROM ${table} WHERE "_mask" IS NULL OR "_mask" <> 0`);
  if (rows.some(({ mask }) => mask === null)) {
    const columns = names.map(quoted).join(', ');
    await sql.run(
      `INSERT INTO main.${quoted(entity.name)} (${columns}) SELECT ${columns} FROM ${table} WHERE "_mask" IS NULL`,
    );
  }
  await updateChanged(sql, source);
  return rows.map(({ id }) => String(id));
}

const damaged = (error: unknown) =>
  error instanceof AppError && error.message.includes('malformed JSON')
    ? new AppError('damaged', 'rows that are not JSON', { reason: 'rows' })
    : error;

interface Work {
  readonly count: number;
  readonly json: (from: number, to: number) => string;
}

async function inBatches({ count, json }: Work, put: (batch: Batch) => Promise<void>): Promise<void> {
  for (let at = 0; at < count; at += BATCH) {
    const size = Math.min(BATCH, count - at);
    try {
      await put({ params: [json(at, at + size)], count: size });
    } catch (error) {
      throw damaged(error);
    }
  }
}

/**
 * The same for rows `from` (exclusive) to `to` (inclusive) of a table in the attached database `loaded`, whose rowids have no holes and
 * whose columns are named alike.
 */
export async function applyAttached(
  sql: Sql,
  entity: Entity,
  columns: readonly string[],
  [from, to]: readonly [number, number],
): Promise<void> {
  const source = sourceOf(entity, columns, {
    value: quoted,
    from: `FROM loaded.${quoted(entity.name)} WHERE rowid > ? AND rowid <= ?`,
  });
  await applyBatch(sql, source, { params: [from, to], count: to - from });
}

/** Puts rows as they come from the wire: new ones inserted, known ones updated in just the columns that differ. Resolves to the ids changed. */
export async function applyRows(
  sql: Sql,
  entity: Entity,
  columns: readonly string[],
  rows: readonly (readonly SqlValue[])[],
): Promise<string[]> {
  if (rows.length === 0) return [];
  const source = ofWire(entity, columns);
  await emptyStage(sql, source);
  await inBatches({ count: rows.length, json: (from, to) => JSON.stringify(rows.slice(from, to)) }, (batch) =>
    stage(sql, source, batch),
  );
  return applyStaged(sql, source);
}

/** The same for lines of NDJSON, each the text of one row's array, which are never parsed here. `damaged` when they are not JSON. */
export async function applyLines(
  sql: Sql,
  entity: Entity,
  columns: readonly string[],
  lines: readonly string[],
): Promise<void> {
  const source = ofWire(entity, columns);
  const json = (from: number, to: number) => `[${lines.slice(from, to).join(',')}]`;
  await inBatches({ count: lines.length, json }, (batch) => applyBatch(sql, source, batch));
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
