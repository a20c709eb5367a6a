import { createHash } from 'node:crypto';
import { scopeOf, type Entity } from '../../shared/kernel/entity';
import type { Domain } from '../../shared/kernel/register';
import { columnsOf } from '../../shared/store/columns';
import { addSum, sumOfRow } from '../../shared/store/row-sum';
import { quoted, type Row, type Sql } from '../../shared/store/sql';

/** Rows read at a time. */
const PAGE = 2000;

/** How many rows a scope holds, and their sum modulo 2^52. */
export interface ScopeSum {
  readonly rows: number;
  readonly sum: number;
}

async function* rowsOf(sql: Sql, entity: Entity): AsyncGenerator<Row> {
  const columns = columnsOf(entity).map(({ name }) => quoted(name));
  const text = `SELECT ${columns.join(', ')} FROM ${quoted(entity.name)} WHERE "id" > ? ORDER BY "id" LIMIT ${PAGE}`;
  for (let after = ''; ;) {
    const rows = await sql.all(text, [after]);
    yield* rows;
    if (rows.length < PAGE) return;
    after = String(rows.at(-1)?.['id']);
  }
}

/** Adds up every row that there is, by scope: what `sync_scope` should say. */
export async function addUpScopes(sql: Sql, domain: Domain): Promise<Map<string, ScopeSum>> {
  const sums = new Map<string, ScopeSum>();
  for (const entity of domain.entities) {
    for await (const row of rowsOf(sql, entity)) {
      const scope = scopeOf(entity, row);
      const { rows, sum } = sums.get(scope) ?? { rows: 0, sum: 0 };
      sums.set(scope, { rows: rows + 1, sum: addSum(sum, sumOfRow(entity, row)) });
    }
  }
  return sums;
}

/** What sums are made over: when an entity gains a column, the sums of all its rows are others. */
function shapeOf({ entities }: Domain): string {
  const shape = entities.map((entity) => [entity.name, entity.scope, columnsOf(entity).map(({ name }) => name)]);
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex');
}

/**
 * Computes the kept sums from the rows, once for each shape of the domain; afterwards every change keeps them. Within the transaction
 * of the migration: on PostgreSQL no other node can hand out a version meanwhile.
 */
export async function refreshSums(sql: Sql, domain: Domain): Promise<void> {
  const shape = shapeOf(domain);
  const [kept] = await sql.all("SELECT value FROM sync_note WHERE name = 'sums'");
  if (kept?.['value'] === shape) return;
  if (sql.dialect === 'postgres') await sql.run('LOCK TABLE sync_scope IN SHARE ROW EXCLUSIVE MODE');
  const sums = await addUpScopes(sql, domain);
  for (const row of await sql.all('SELECT scope FROM sync_scope ORDER BY scope')) {
    const scope = String(row['scope']);
    const { rows, sum } = sums.get(scope) ?? { rows: 0, sum: 0 };
    await sql.run('UPDATE sync_scope SET rows = ?, sum = ? WHERE scope = ?', [rows, sum, scope]);
  }
  await sql.run(
    "INSERT INTO sync_note (name, value) VALUES ('sums', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    [shape],
  );
}
