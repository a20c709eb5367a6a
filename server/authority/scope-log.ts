import { SUM_MODULUS } from '../../shared/store/row-sum';
import { type Row, type Sql, type SqlValue } from '../../shared/store/sql';
import { logEntries, scopeChanges, type LogEntry, type Touches } from './touches';

/** Parameters of a scope in `bump`. */
const PER_SCOPE = 3;

const bump = (rows: number) =>
  `INSERT INTO sync_scope (scope, version, rows, sum)
   VALUES ${Array.from({ length: rows }, () => `(?, 1, ?, ?)`).join(', ')}
   ON CONFLICT (scope) DO UPDATE SET version = sync_scope.version + 1, rows = sync_scope.rows + excluded.rows,
     sum = (sync_scope.sum + excluded.sum) % ${SUM_MODULUS}
   RETURNING scope, version`;

const keep = 'ON CONFLICT (scope, entity, id) DO UPDATE SET v = excluded.v, op = excluded.op, at = excluded.at';

/** What a transaction leaves in the logs. */
interface Logged {
  /** Scope, change of its rows, change of its sum, for each scope. */
  readonly params: readonly SqlValue[];
  readonly entries: readonly LogEntry[];
  readonly at: number;
}

/** One round trip: the scope's row is locked only until the commit that follows. */
async function onPostgres(sql: Sql, { params, entries, at }: Logged): Promise<Row[]> {
  return sql.all(
    `WITH bumped AS (${bump(params.length / PER_SCOPE)}),
      logged AS (
        INSERT INTO sync_log (scope, entity, id, v, op, at)
        SELECT b.scope, e.entity, e.id, b.version, e.op, ?::bigint
        FROM jsonb_to_recordset(?::jsonb) AS e(scope text, entity text, id text, op text)
        JOIN bumped b ON b.scope = e.scope
        ${keep})
     SELECT scope, version FROM bumped`,
    [...params, at, JSON.stringify(entries)],
  );
}

async function onSqlite(sql: Sql, { params, entries, at }: Logged): Promise<Row[]> {
  const versions = await sql.all(bump(params.length / PER_SCOPE), params);
  await sql.run(
    `INSERT INTO sync_log (scope, entity, id, v, op, at)
     SELECT s.scope, e.value ->> 'entity', e.value ->> 'id', s.version, e.value ->> 'op', ?
     FROM json_each(?) AS e JOIN sync_scope s ON s.scope = e.value ->> 'scope'
     WHERE true ${keep}`,
    [at, JSON.stringify(entries)],
  );
  return versions;
}

/**
 * Hands out the next version of every touched scope and logs the touched rows under it. Called last in a transaction: the version of a
 * scope is then given only after the transaction of the version before has committed, so whoever sees n + 1 sees 1 … n.
 * Their sums are kept with it, from what the rows were before and after. Scopes are taken in sorted order, so that two transactions
 * never wait for each other. `at` (UTC ms) tells compaction how old an entry is.
 */
export async function logTouches(sql: Sql, touches: Touches, at: number): Promise<Record<string, number>> {
  const entries = logEntries(touches);
  if (entries.length === 0) return {};
  const changes = scopeChanges(touches);
  const scopes = [...new Set(entries.map((entry) => entry.scope))].sort();
  const params = scopes.flatMap((scope) => [scope, changes.get(scope)?.rows ?? 0, changes.get(scope)?.sum ?? 0]);
  const rows = await (sql.dialect === 'postgres' ? onPostgres : onSqlite)(sql, { params, entries, at });
  return Object.fromEntries(rows.map((row) => [String(row['scope']), Number(row['version'])]));
}
