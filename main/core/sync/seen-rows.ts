import type { Entity } from '../../../shared/kernel/entity';
import { AppError } from '../../../shared/kernel/errors';
import type { Domain } from '../../../shared/kernel/register';
import { quoted, type Sql, type Statement } from '../../../shared/store/sql';
import type { ReplicaTx } from '../store/replica/replica-tx';
import { touch, type TouchedIds } from './touched';

/**
 * Which rows a snapshot named, in a temporary table of the writing connection: when a scope is loaded over rows that are here
 * already, those that it does not name are gone at the centre.
 */
const SEEN = 'temp."_seen"';

/** Starts a load. Is there anything here of that scope yet? */
export async function startSeen(sql: Sql, scope: string): Promise<boolean> {
  await sql.run(
    'CREATE TEMP TABLE IF NOT EXISTS "_seen" (entity TEXT, id TEXT, PRIMARY KEY (entity, id)) WITHOUT ROWID',
  );
  await sql.run(`DELETE FROM ${SEEN}`);
  const [row] = await sql.all('SELECT total(n) AS n FROM _count WHERE scope = ?', [scope]);
  return Number(row?.['n'] ?? 0) > 0;
}

export async function noteSeen(
  sql: Sql,
  { entity, columns, lines }: { entity: Entity; columns: readonly string[]; lines: readonly string[] },
): Promise<void> {
  const at = columns.indexOf('id');
  if (at === -1) throw new AppError('damaged', 'rows without an id', { reason: 'rows' });
  await sql.run(`INSERT OR IGNORE INTO ${SEEN} (entity, id) SELECT ?, value->>${at} FROM json_each(?)`, [
    entity.name,
    `[${lines.join(',')}]`,
  ]);
}

/** The same for rows `from` (exclusive) to `to` of the attached file. */
export async function noteSeenAttached(sql: Sql, entity: Entity, [from, to]: readonly [number, number]): Promise<void> {
  await sql.run(
    `INSERT OR IGNORE INTO ${SEEN} (entity, id) SELECT ?, id FROM loaded.${quoted(entity.name)} WHERE rowid > ? AND rowid <= ?`,
    [entity.name, from, to],
  );
}

/** The rows of an entity in a scope; null when none ever lies there. */
function within(entity: Entity, scope: string): Statement | null {
  if ('shared' in entity.scope) return entity.scope.shared === scope ? { sql: '1 = 1', params: [] } : null;
  const [kind, ...rest] = scope.split('/');
  if (kind !== entity.scope.place) return null;
  return { sql: `${quoted(entity.scope.field)} = ?`, params: [rest.join('/')] };
}

/** Removes what the snapshot did not name. `held`: how many rows the scope had. Capture must be off. */
export async function sweepUnseen(
  tx: ReplicaTx,
  domain: Domain,
  { scope, touched }: { scope: string; touched: TouchedIds },
): Promise<{ removed: number; held: number }> {
  let removed = 0;
  let held = 0;
  for (const entity of domain.entities) {
    const rows = within(entity, scope);
    if (!rows) continue;
    const table = quoted(entity.name);
    const [count] = await tx.sql.all(`SELECT count(*) AS n FROM ${table} WHERE ${rows.sql}`, rows.params);
    const unseen = `id NOT IN (SELECT id FROM ${SEEN} WHERE entity = ?)`;
    const gone = await tx.sql.run(`DELETE FROM ${table} WHERE ${rows.sql} AND ${unseen}`, [
      ...rows.params,
      entity.name,
    ]);
    held += Number(count?.['n'] ?? 0);
    removed += gone;
    if (gone > 0) touch(touched, entity.name, null);
  }
  await tx.sql.run(`DELETE FROM ${SEEN}`);
  return { removed, held };
}
