import type { Entity } from '../../shared/kernel/entity';
import { AppError } from '../../shared/kernel/errors';
import { columnsOf } from '../../shared/store/columns';
import { quoted, type Sql } from '../../shared/store/sql';
import type { Context } from '../context';
import { scopesOf } from './members';

/** Rows fetched, and sent, at a time: memory stays the same however large a scope is. */
const CHUNK = 1000;

const line = (value: unknown) => `${JSON.stringify(value)}\n`;

function entitiesOf({ domain }: Context, scope: string): Entity[] {
  const [kind] = scope.split('/');
  return domain.entities.filter((entity) =>
    'shared' in entity.scope ? entity.scope.shared === scope : scope.includes('/') && entity.scope.place === kind,
  );
}

/** The rows of an entity in a scope, by pages of the key, as lines; the count comes with them. */
async function* rowsOf(sql: Sql, entity: Entity, scope: string): AsyncGenerator<{ text: string; count: number }> {
  const names = columnsOf(entity).map(({ name }) => name);
  const columns = names.map(quoted).join(', ');
  const place = 'shared' in entity.scope ? null : quoted(entity.scope.field);
  const id = scope.slice(scope.indexOf('/') + 1);
  const text = `SELECT ${columns} FROM ${quoted(entity.name)} WHERE "id" > ?${place ? ` AND ${place} = ?` : ''} ORDER BY "id" LIMIT ?`;
  for (let after = ''; ;) {
    const rows = await sql.all(text, [after, ...(place ? [id] : []), CHUNK]);
    if (rows.length > 0) {
      yield { text: rows.map((row) => line(names.map((name) => row[name] ?? null))).join(''), count: rows.length };
    }
    const last = rows.at(-1);
    if (!last || rows.length < CHUNK) return;
    after = String(last['id']);
  }
}

async function* linesOf(sql: Sql, context: Context, scope: string): AsyncGenerator<string> {
  const [row] = await sql.all('SELECT version, rows FROM sync_scope WHERE scope = ?', [scope]);
  yield line({ scope, version: Number(row?.['version'] ?? 0), rows: Number(row?.['rows'] ?? 0) });
  let count = 0;
  for (const entity of entitiesOf(context, scope)) {
    yield line({ entity: entity.name, columns: columnsOf(entity).map(({ name }) => name) });
    for await (const chunk of rowsOf(sql, entity, scope)) {
      count += chunk.count;
      yield chunk.text;
    }
  }
  yield line({ end: true, rows: count });
}

/** A snapshot on its way; it holds a transaction until `end`. */
export interface Snapshot {
  readonly lines: AsyncGenerator<string>;
  readonly end: () => Promise<void>;
}

/** A scope's rows as NDJSON, all from one state of the database. `forbidden` when the desk may not hold the scope. */
export async function openSnapshot(context: Context, device: string, scope: string): Promise<Snapshot> {
  const tx = await context.db.openRead();
  try {
    const scopes = await scopesOf(tx.sql, context.domain, { device, now: context.clock.now() });
    if (!scopes.includes(scope)) throw new AppError('forbidden', 'not a scope of this desk', { reason: 'scope' });
  } catch (error) {
    await tx.end();
    throw error;
  }
  return { lines: linesOf(tx.sql, context, scope), end: tx.end };
}
