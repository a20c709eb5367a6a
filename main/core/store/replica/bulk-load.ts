import type { Entity } from '../../../../shared/kernel/entity';
import { indexesOf } from '../../../../shared/store/indexes';
import { quoted, type Sql } from '../../../../shared/store/sql';
import { countTriggers, recountSql, refillSearchSql, searchTriggers } from './derived-triggers';

/** Below this a table is filled as quickly with its indexes on. */
const WORTHWHILE = 5000;

/** The name in a `CREATE TRIGGER IF NOT EXISTS "name"` of ours. */
const triggerName = (sql: string) => /"(?:[^"]|"")+"/.exec(sql)?.[0] ?? '';

const derived = (entity: Entity) => [...countTriggers(entity), ...searchTriggers(entity)];

/**
 * For a first load: takes indexes, counts and full text off a table that is about to take in more than it holds. Written down in the
 * file, so that `endBulk` is made up for after a crash. False when it is not worth it.
 */
export async function beginBulk(sql: Sql, entity: Entity, expected: number): Promise<boolean> {
  const [held] = await sql.all('SELECT total(n) AS n FROM _count WHERE entity = ?', [entity.name]);
  if (expected < WORTHWHILE || expected < Number(held?.['n'] ?? 0)) return false;
  await sql.run('INSERT INTO _bulk (entity) VALUES (?) ON CONFLICT DO NOTHING', [entity.name]);
  for (const { name } of indexesOf(entity, 'desk')) await sql.run(`DROP INDEX IF EXISTS ${quoted(name)}`);
  for (const trigger of derived(entity)) await sql.run(`DROP TRIGGER IF EXISTS ${triggerName(trigger)}`);
  return true;
}

/** Builds again what `beginBulk` took off. Harmless when nothing was. */
export async function endBulk(sql: Sql, entity: Entity): Promise<void> {
  const open = await sql.run('DELETE FROM _bulk WHERE entity = ?', [entity.name]);
  if (open === 0) return;
  const statements = [
    ...indexesOf(entity, 'desk').map((index) => index.sql),
    ...recountSql(entity),
    ...refillSearchSql(entity),
    ...derived(entity),
  ];
  for (const statement of statements) await sql.run(statement);
}

/** The entities whose load was cut short. */
export async function openBulks(sql: Sql): Promise<string[]> {
  return (await sql.all('SELECT entity FROM _bulk')).map(({ entity }) => String(entity));
}
