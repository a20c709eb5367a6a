import type { Entity } from '../../shared/kernel/entity';
import type { Domain } from '../../shared/kernel/register';
import { AppError } from '../../shared/kernel/errors';
import { columnsOf } from '../../shared/store/columns';
import { quoted, type Sql, type SqlValue } from '../../shared/store/sql';
import type { Context } from '../context';
import { scopesOf } from './members';

/** Rows fetched, and sent, at a time: memory stays the same however large a scope is. */
const CHUNK = 1000;

const line = (value: unknown) => `${JSON.stringify(value)}\n`;

/** The entities whose rows lie in a scope, in the order in which a first load fetches them. */
export function entitiesOf(domain: Domain, scope: string): Entity[] {
  const [kind] = scope.split('/');
  return domain.entities.filter((entity) =>
    'shared' in entity.scope ? entity.scope.shared === scope : scope.includes('/') && entity.scope.place === kind,
  );
}

/** The rows of an entity in a scope, by pages of the key, each row as its values in the order of `columnsOf`. */
export async function* pagesOf(sql: Sql, entity: Entity, scope: string): AsyncGenerator<SqlValue[][]> {
  const names = columnsOf(entity).map(({ name }) => name);
  const columns = names.map(quoted).join(', ');
  const place = 'shared' in entity.scope ? null : quoted(entity.scope.field);
  const id = scope.slice(scope.indexOf('/') + 1);
  const text = `SELECT ${columns} FROM ${quoted(entity.name)} WHERE "id" > ?${place ? ` AND ${place} = ?` : ''} ORDER BY "id" LIMIT ?`;
  for (let after = ''; ;) {
    const rows = await sql.all(text, [after, ...(place ? [id] : []), CHUNK]);
    if (rows.length > 0) yield rows.map((row) => names.map((name) => row[name] ?? null));
    const last = rows.at(-1);
    if (!last || rows.length < CHUNK) return;
    after = String(last['id']);
  }
}

async function* linesOf(sql: Sql, context: Context, scope: string): AsyncGenerator<string> {
  const [row] = await sql.all('SELECT version, rows FROM sync_scope WHERE scope = ?', [scope]);
  yield line({ scope, version: Number(row?.['version'] ?? 0), rows: Number(row?.['rows'] ?? 0) });
  let count = 0;
  for (const entity of entitiesOf(context.domain, scope)) {
    yield line({ entity: entity.name, columns: columnsOf(entity).map(({ name }) => name) });
    for await (const rows of pagesOf(sql, entity, scope)) {
      count += rows.length;
      yield rows.map(line).join('');
    }
  }
  yield line({ end: true, rows: count });
}

/** A snapshot on its way; it holds a transaction until `end`. */
export interface Snapshot {
  readonly lines: AsyncGenerator<string>;
  readonly end: () => Promise<void>;
}

/** `forbidden` when the desk may not hold the scope. */
export async function requireScope(
  sql: Sql,
  { domain, clock }: Context,
  { device, scope }: { device: string; scope: string },
): Promise<void> {
  const scopes = await scopesOf(sql, domain, { device, now: clock.now() });
  if (!scopes.includes(scope)) throw new AppError('forbidden', 'not a scope of this desk', { reason: 'scope' });
}

/** A scope's rows as NDJSON, all from one state of the database. `forbidden` when the desk may not hold the scope. */
export async function openSnapshot(context: Context, device: string, scope: string): Promise<Snapshot> {
  const tx = await context.db.openRead();
  try {
    await requireScope(tx.sql, context, { device, scope });
  } catch (error) {
    await tx.end();
    throw error;
  }
  return { lines: linesOf(tx.sql, context, scope), end: tx.end };
}
