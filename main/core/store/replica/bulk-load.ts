import type { Entity } from '../../../../shared/kernel/entity';
import { indexesOf } from '../../../../shared/store/indexes';
import { quoted, type Sql } from '../../../../shared/store/sql';
import { countTriggers, emptySearchSql, fillSearchSql, recountSql, searchTriggers } from './derived-triggers';

/** Below this a table is filled as quickly with its indexes on. */
const WORTHWHILE = 5000;

/** Rows whose full text is filled at a time: some 100 ms. */
const SEARCH_STEP = 5000;

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

type Step = (sql: Sql) => Promise<unknown>;

/**
 * Builds again what `beginBulk` took off, in steps that each stand alone, so that saves go between them. Each index is one. Triggers come
 * before the full text: what people change meanwhile is in it already, and the filling passes it by. Done again from the start after a crash.
 */
export async function endBulk(entity: Entity, inTransaction: (step: Step) => Promise<unknown>): Promise<void> {
  let open = false;
  await inTransaction(async (sql) => {
    open = (await sql.all('SELECT 1 AS one FROM _bulk WHERE entity = ?', [entity.name])).length > 0;
  });
  if (!open) return;
  for (const index of indexesOf(entity, 'desk')) await inTransaction((sql) => sql.run(index.sql));
  let last = 0;
  await inTransaction(async (sql) => {
    for (const statement of [...recountSql(entity), ...emptySearchSql(entity), ...derived(entity)])
      await sql.run(statement);
    const [row] = await sql.all(`SELECT max("_row") AS last FROM ${quoted(entity.name)}`);
    last = Number(row?.['last'] ?? 0);
  });
  for (const fill of fillSearchSql(entity))
    for (let from = 0; from < last; from += SEARCH_STEP)
      await inTransaction((sql) => sql.run(fill, [from, Math.min(last, from + SEARCH_STEP)]));
  await inTransaction((sql) => sql.run('DELETE FROM _bulk WHERE entity = ?', [entity.name]));
}

/** The entities whose load was cut short. */
export async function openBulks(sql: Sql): Promise<string[]> {
  return (await sql.all('SELECT entity FROM _bulk')).map(({ entity }) => String(entity));
}
