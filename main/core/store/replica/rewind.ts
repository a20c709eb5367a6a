import type { Entity } from '../../../../shared/kernel/entity';
import { columnsOf } from '../../../../shared/store/columns';
import { quoted, type Sql, type Statement } from '../../../../shared/store/sql';
import { twinTable } from './capture-triggers';
import { maskedNames, maskSql } from './column-mask';

const namesOf = (entity: Entity) => columnsOf(entity).map(({ name }) => name);

async function touched(sql: Sql, entities: readonly Entity[]): Promise<Entity[]> {
  const parts = entities.map((entity) => `SELECT EXISTS (SELECT 1 FROM ${quoted(twinTable(entity))}) AS has`);
  const rows = await sql.all(parts.join(' UNION ALL '));
  return entities.filter((_, i) => rows[i]?.['has'] === 1);
}

/** What became of a row since its twin was taken. */
interface Kept {
  readonly id: string;
  /** At the centre there is no such row. */
  readonly absent: boolean;
  /** Here there is none. */
  readonly missing: boolean;
  /** A bit for each column that differs, `id` the lowest. */
  readonly mask: number;
}

async function keptOf(sql: Sql, entity: Entity, within: Statement): Promise<Kept[]> {
  const mask = maskSql(namesOf(entity), 't', 'b');
  const rows = await sql.all(
    `SELECT b."id" AS id, b."_absent" AS absent, t."id" IS NULL AS missing, ${mask} AS mask
     FROM ${quoted(twinTable(entity))} b LEFT JOIN ${quoted(entity.name)} t ON t."id" = b."id" WHERE ${within.sql}`,
    within.params,
  );
  return rows.map((row) => ({
    id: String(row['id']),
    absent: row['absent'] === 1,
    missing: row['missing'] === 1,
    mask: Number(row['mask']),
  }));
}

const OF_IDS = '"id" IN (SELECT value FROM jsonb_each(?))';
const idsOf = (rows: readonly Kept[]) => [JSON.stringify(rows.map(({ id }) => id))];

/** One statement for all rows in which the same columns differ. */
async function putBack(sql: Sql, entity: Entity, rows: readonly Kept[]): Promise<void> {
  for (const mask of new Set(rows.map((row) => row.mask))) {
    const changed = maskedNames(namesOf(entity), mask).map(quoted);
    if (changed.length === 0) continue;
    await sql.run(
      `UPDATE ${quoted(entity.name)} AS t SET ${changed.map((name) => `${name} = b.${name}`).join(', ')}
       FROM ${quoted(twinTable(entity))} b WHERE b.${OF_IDS} AND t."id" = b."id"`,
      idsOf(rows.filter((row) => row.mask === mask)),
    );
  }
}

async function rewindEntity(sql: Sql, entity: Entity, within: Statement): Promise<string[]> {
  const table = quoted(entity.name);
  const twin = quoted(twinTable(entity));
  const kept = await keptOf(sql, entity, within);
  const made = kept.filter(({ absent, missing }) => absent && !missing);
  if (made.length > 0) await sql.run(`DELETE FROM ${table} WHERE ${OF_IDS}`, idsOf(made));
  await putBack(sql, entity, kept.filter(({ absent, missing }) => !absent && !missing)); // prettier-ignore
  const removed = kept.filter(({ absent, missing }) => !absent && missing);
  const names = namesOf(entity).map(quoted).join(', ');
  if (removed.length > 0)
    await sql.run(`INSERT INTO ${table} (${names}) SELECT ${names} FROM ${twin} WHERE ${OF_IDS}`, idsOf(removed));
  if (kept.length > 0) await sql.run(`DELETE FROM ${twin} WHERE ${OF_IDS}`, idsOf(kept));
  return kept.map(({ id }) => id);
}

/** Ids by entity's name. */
export type Touched = Map<string, Set<string>>;

/** Puts every twin back into its table and empties the twins: what people see is then what the centre has told. Resolves to the rows put back. Capture must be off. */
export async function rewind(sql: Sql, entities: readonly Entity[]): Promise<Touched> {
  const back: Touched = new Map();
  for (const entity of await touched(sql, entities))
    back.set(entity.name, new Set(await rewindEntity(sql, entity, { sql: 'true', params: [] })));
  return back;
}

/** The same for those of these rows that have a twin. */
export async function rewindRows(sql: Sql, entities: readonly Entity[], rows: Touched): Promise<Touched> {
  const back: Touched = new Map();
  for (const entity of entities) {
    const ids = rows.get(entity.name);
    if (!ids || ids.size === 0) continue;
    const within = { sql: `b.${OF_IDS}`, params: [JSON.stringify([...ids])] };
    back.set(entity.name, new Set(await rewindEntity(sql, entity, within)));
  }
  return back;
}
