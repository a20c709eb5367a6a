import type { Entity } from '../../../../shared/kernel/entity';
import { columnsOf } from '../../../../shared/store/columns';
import { quoted, type Sql } from '../../../../shared/store/sql';
import { twinTable } from './capture-triggers';

async function touched(sql: Sql, entities: readonly Entity[]): Promise<Entity[]> {
  const parts = entities.map((entity) => `SELECT EXISTS (SELECT 1 FROM ${quoted(twinTable(entity))}) AS has`);
  const rows = await sql.all(parts.join(' UNION ALL '));
  return entities.filter((_, i) => rows[i]?.['has'] === 1);
}

async function rewindEntity(sql: Sql, entity: Entity): Promise<string[]> {
  const table = quoted(entity.name);
  const twin = quoted(twinTable(entity));
  const names = columnsOf(entity).map(({ name }) => quoted(name));
  const ids = await sql.all(`SELECT "id" FROM ${twin}`);
  await sql.run(`DELETE FROM ${table} WHERE "id" IN (SELECT "id" FROM ${twin} WHERE "_absent" = 1)`);
  for (const name of names.filter((one) => one !== '"id"'))
    await sql.run(
      `UPDATE ${table} AS t SET ${name} = b.${name} FROM ${twin} b WHERE b."_absent" = 0 AND t."id" = b."id" AND t.${name} IS NOT b.${name}`,
    );
  await sql.run(
    `INSERT INTO ${table} (${names.join(', ')}) SELECT ${names.join(', ')} FROM ${twin} b
     WHERE "_absent" = 0 AND NOT EXISTS (SELECT 1 FROM ${table} t WHERE t."id" = b."id")`,
  );
  await sql.run(`DELETE FROM ${twin}`);
  return ids.map(({ id }) => String(id));
}

/** Ids by entity's name. */
export type Touched = Map<string, Set<string>>;

/** Puts every twin back into its table and empties the twins: what people see is then what the centre has told. Resolves to the rows put back. Capture must be off. */
export async function rewind(sql: Sql, entities: readonly Entity[]): Promise<Touched> {
  const back: Touched = new Map();
  for (const entity of await touched(sql, entities)) back.set(entity.name, new Set(await rewindEntity(sql, entity)));
  return back;
}
