import type { Entity } from '../../shared/kernel/entity';
import type { Domain } from '../../shared/kernel/register';
import { columnsOf } from '../../shared/store/columns';
import { quoted, type Sql } from '../../shared/store/sql';
import { laterColumnSql, schemaSql } from '../../shared/store/tables';
import { indexOlder } from '../audit/audit-touches';
import { refreshSums } from '../upkeep/scope-sums';
import { columnsThere } from './columns-there';
import { assertKnownVersion, noteVersion } from './data-version';
import { laterColumns, syncTables } from './sync-tables';

/** Columns that an older version's table lacks. */
async function addColumns(sql: Sql, entity: Entity): Promise<void> {
  const there = await columnsThere(sql, entity.name);
  if (there.size === 0) return;
  for (const column of columnsOf(entity))
    if (!there.has(column.name))
      await sql.run(`ALTER TABLE ${quoted(entity.name)} ADD COLUMN ${laterColumnSql(entity, column, sql.dialect)}`);
}

/** Columns that the centre's own tables lack in a database of an older version. */
export async function addLaterColumns(sql: Sql): Promise<void> {
  for (const { table, name, type } of laterColumns) {
    const there = await columnsThere(sql, table);
    if (there.size > 0 && !there.has(name)) await sql.run(`ALTER TABLE ${table} ADD COLUMN ${name} ${type}`);
  }
}

const CREATES = /^\s*CREATE (?:UNIQUE )?(?:TABLE|INDEX) IF NOT EXISTS (?:"([^"]+)"|(\w+))/;

/** On PostgreSQL even what finds everything there locks its table, in the way of other nodes that serve desks: only what is missing is made. */
async function missingOf(sql: Sql): Promise<(statement: string) => boolean> {
  if (sql.dialect === 'sqlite') return () => true;
  const rows = await sql.all(
    'SELECT relname AS name FROM pg_class WHERE relnamespace = current_schema()::regnamespace',
  );
  const there = new Set(rows.map((row) => String(row['name'])));
  return (statement) => {
    const [, quotedName, plainName] = CREATES.exec(statement) ?? [];
    return !there.has(quotedName ?? plainName ?? '');
  };
}

/**
 * Makes what is missing: tables, columns, indexes, sums, the audit log's index. Additive, so that it may run at every start, and on several nodes at once. Throws
 * `upgradeRequired` (`data.newer`) for the database of a later release.
 */
export async function migrate(sql: Sql, domain: Domain): Promise<void> {
  if (sql.dialect === 'postgres') await sql.all('SELECT pg_advisory_xact_lock(4780)');
  await assertKnownVersion(sql, domain.version);
  await addLaterColumns(sql);
  const isMissing = await missingOf(sql);
  for (const statement of syncTables(sql.dialect).filter(isMissing)) await sql.run(statement);
  for (const entity of domain.entities) {
    await addColumns(sql, entity);
    for (const statement of schemaSql(entity, sql.dialect).filter(isMissing)) await sql.run(statement);
  }
  await refreshSums(sql, domain);
  await indexOlder(sql);
  await noteVersion(sql, domain.version);
}
