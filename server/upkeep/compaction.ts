import type { Sql } from '../../shared/store/sql';
import type { Database } from '../store/database';

/** That a row was removed is remembered so long: longer than any desk may stay away. */
const KEPT_MS = 90 * 86_400_000;
/** Entries removed in one transaction. */
const CHUNK = 2000;

/** Per scope the newest version of an entry that may be forgotten. */
async function ripeScopes(sql: Sql, now: number): Promise<[scope: string, version: number][]> {
  // Entries from before times were kept are as old as this look at them.
  await sql.run("UPDATE sync_log SET at = ? WHERE op = 'del' AND at IS NULL", [now]);
  const rows = await sql.all(
    "SELECT scope, MAX(v) AS v FROM sync_log WHERE op = 'del' AND at < ? GROUP BY scope ORDER BY scope",
    [now - KEPT_MS],
  );
  return rows.map((row) => [String(row['scope']), Number(row['v'])]);
}

/**
 * Removes entries at or below the floor; nobody is told of them any more. It never waits for a push while it holds entries itself, and
 * an entry that came to life again meanwhile has a version above the floor.
 */
async function dropChunk(sql: Sql, scope: string, floor: number): Promise<number> {
  const skip = sql.dialect === 'postgres' ? ' FOR UPDATE SKIP LOCKED' : '';
  return sql.run(
    `DELETE FROM sync_log WHERE v <= ? AND (scope, entity, id) IN
       (SELECT scope, entity, id FROM sync_log WHERE scope = ? AND v <= ? LIMIT ${CHUNK}${skip})`,
    [floor, scope, floor],
  );
}

/**
 * Forgets removals that are 90 days old: the floor of their scope rises first, so that a desk which was away for longer loads that scope
 * anew, and only then do the entries go. May break off anywhere and run on several nodes. `now`: UTC ms. Returns how many entries went.
 */
export async function compact(db: Database, now: number): Promise<number> {
  for (const [scope, version] of await db.write((sql) => ripeScopes(sql, now)))
    await db.write((sql) =>
      sql.run('UPDATE sync_scope SET floor = ? WHERE scope = ? AND floor < ?', [version, scope, version]),
    );
  let count = 0;
  for (const row of await db.read((sql) => sql.all('SELECT scope, floor FROM sync_scope WHERE floor > 0'))) {
    for (let gone = CHUNK; gone === CHUNK; count += gone)
      gone = await db.write((sql) => dropChunk(sql, String(row['scope']), Number(row['floor'])));
  }
  return count;
}
