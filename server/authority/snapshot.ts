import type { Entity } from '../../shared/kernel/entity';
import type { Domain } from '../../shared/kernel/register';
import { AppError } from '../../shared/kernel/errors';
import { quoted, type Sql, type SqlValue } from '../../shared/store/sql';
import type { Context } from '../context';
import { scopesOf } from './members';
import { knows, toldColumns, viewOf, type View } from './view';

/** Rows fetched, and sent, at a time: memory stays the same however large a scope is. */
const CHUNK = 1000;

const line = (value: unknown) => `${JSON.stringify(value)}\n`;

/** `AND e."storeId" = ?` for a scope of a place: a row that moved away counts as gone. */
export function placeCondition(entity: Entity, scope: string, alias: string): { sql: string; params: string[] } {
  if ('shared' in entity.scope) return { sql: '', params: [] };
  return { sql: ` AND ${alias}.${quoted(entity.scope.field)} = ?`, params: [scope.slice(scope.indexOf('/') + 1)] };
}

/** The entities whose rows lie in a scope, in the order in which a first load fetches them. */
export function entitiesOf(domain: Domain, scope: string): Entity[] {
  const [kind] = scope.split('/');
  return domain.entities.filter((entity) =>
    'shared' in entity.scope ? entity.scope.shared === scope : scope.includes('/') && entity.scope.place === kind,
  );
}

/** Which rows of an entity are told: those of a scope behind the id `after`, so many, as a desk of this view knows them. */
interface Page {
  readonly scope: string;
  readonly view: View;
  readonly after: string;
  readonly limit: number;
}

/** Rows by their ids, each as its values in the order of `toldColumns`. */
export async function pageOf(sql: Sql, entity: Entity, { scope, view, after, limit }: Page): Promise<SqlValue[][]> {
  const told = toldColumns(entity, view);
  const columns = told.map((column) => `${column.sql('e.')} AS ${quoted(column.name)}`).join(', ');
  const place = placeCondition(entity, scope, 'e');
  const rows = await sql.all(
    `SELECT ${columns} FROM ${quoted(entity.name)} e WHERE e."id" > ?${place.sql} ORDER BY e."id" LIMIT ?`,
    [after, ...place.params, limit],
  );
  return rows.map((row) => told.map(({ name }) => row[name] ?? null));
}

/** The rows of an entity in a scope, by pages of the key. */
export async function* pagesOf(
  sql: Sql,
  entity: Entity,
  { scope, view }: Pick<Page, 'scope' | 'view'>,
): AsyncGenerator<SqlValue[][]> {
  for (let after = ''; ;) {
    const rows = await pageOf(sql, entity, { scope, view, after, limit: CHUNK });
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < CHUNK) return;
    after = String(last[0]); // `id` is the first column
  }
}

/** Rows that a desk is told of; a scope's own number counts those of entities that an older one does not know, too. */
async function countOf(sql: Sql, { domain }: Context, { scope, view }: Pick<Page, 'scope' | 'view'>): Promise<number> {
  if (view === null) {
    const [row] = await sql.all('SELECT rows FROM sync_scope WHERE scope = ?', [scope]);
    return Number(row?.['rows'] ?? 0);
  }
  let count = 0;
  for (const entity of entitiesOf(domain, scope).filter((one) => knows(view, one))) {
    const place = placeCondition(entity, scope, 'e');
    const text = `SELECT count(*) AS n FROM ${quoted(entity.name)} e WHERE 1 = 1${place.sql}`;
    count += Number((await sql.all(text, place.params))[0]?.['n'] ?? 0);
  }
  return count;
}

async function* linesOf(
  sql: Sql,
  context: Context,
  { scope, view }: Pick<Page, 'scope' | 'view'>,
): AsyncGenerator<string> {
  const [row] = await sql.all('SELECT version FROM sync_scope WHERE scope = ?', [scope]);
  yield line({ scope, version: Number(row?.['version'] ?? 0), rows: await countOf(sql, context, { scope, view }) });
  let count = 0;
  for (const entity of entitiesOf(context.domain, scope).filter((one) => knows(view, one))) {
    yield line({ entity: entity.name, columns: toldColumns(entity, view).map(({ name }) => name) });
    for await (const rows of pagesOf(sql, entity, { scope, view })) {
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

/** `device`: whose desk it is; `tables`: which tables it says to have. */
interface Asking {
  readonly device: string;
  readonly tables?: number | undefined;
  readonly scope: string;
}

/**
 * A scope's rows as NDJSON, all from one state of the database. `forbidden` when the desk may not hold the scope, `upgradeRequired` when it
 * is too old.
 */
export async function openSnapshot(context: Context, { device, tables, scope }: Asking): Promise<Snapshot> {
  const view = viewOf(context.domain, tables);
  const tx = await context.db.openRead();
  try {
    await requireScope(tx.sql, context, { device, scope });
  } catch (error) {
    await tx.end();
    throw error;
  }
  return { lines: linesOf(tx.sql, context, { scope, view }), end: tx.end };
}
