import type { Entity } from '../../../../shared/kernel/entity';
import { searchColumns, searchTable } from '../../../../shared/store/search-sql';
import { quoted } from '../../../../shared/store/sql';

/** The scope of a row, as SQL; `row` is `new.`, `old.` or nothing. */
export function scopeSql(entity: Entity, row = ''): string {
  if ('shared' in entity.scope) return `'${entity.scope.shared.replaceAll("'", "''")}'`;
  return `('${entity.scope.place}/' || ${row}${quoted(entity.scope.field)})`;
}

/** Rows kept per entity and scope, so that no list ever counts. */
export function countTriggers(entity: Entity): string[] {
  const table = quoted(entity.name);
  const name = `'${entity.name}'`;
  const add = (row: string) =>
    `INSERT INTO _count (entity, scope, n) VALUES (${name}, ${scopeSql(entity, row)}, 1) ON CONFLICT (entity, scope) DO UPDATE SET n = n + 1;`;
  const take = (row: string) =>
    `UPDATE _count SET n = n - 1 WHERE entity = ${name} AND scope = ${scopeSql(entity, row)};`;
  const trigger = (event: string, on: string, body: string) =>
    `CREATE TRIGGER IF NOT EXISTS ${quoted(`${entity.name}__count_${event}`)} AFTER ${on} ON ${table} BEGIN ${body} END`;
  const counted = [trigger('insert', 'INSERT', add('new.')), trigger('delete', 'DELETE', take('old.'))];
  if ('shared' in entity.scope) return counted;
  const field = quoted(entity.scope.field);
  return [
    ...counted,
    `CREATE TRIGGER IF NOT EXISTS ${quoted(`${entity.name}__count_move`)} AFTER UPDATE OF ${field} ON ${table}
     WHEN new.${field} <> old.${field} BEGIN ${take('old.')} ${add('new.')} END`,
  ];
}

/** Counts anew, by one pass. */
export function recountSql(entity: Entity): string[] {
  const name = `'${entity.name}'`;
  return [
    `DELETE FROM _count WHERE entity = ${name}`,
    `INSERT INTO _count (entity, scope, n) SELECT ${name}, ${scopeSql(entity)}, count(*) FROM ${quoted(entity.name)} GROUP BY 2`,
  ];
}

const isSearched = (entity: Entity) => searchColumns(entity).length > 0;

/** The full-text table: fragments of three characters and more, whatever case and accents. It holds no copy of the text. */
export function searchTableSql(entity: Entity): string[] {
  if (!isSearched(entity)) return [];
  const columns = searchColumns(entity).map(({ name }) => quoted(name));
  return [
    `CREATE VIRTUAL TABLE IF NOT EXISTS ${quoted(searchTable(entity))} USING fts5 (${columns.join(', ')},
     content='', contentless_delete=1, tokenize='trigram remove_diacritics 1')`,
  ];
}

/** Keeps the full-text table in step, touching it only when searched text changes. */
export function searchTriggers(entity: Entity): string[] {
  if (!isSearched(entity)) return [];
  const searched = searchColumns(entity);
  const table = quoted(entity.name);
  const index = quoted(searchTable(entity));
  const columns = searched.map(({ name }) => quoted(name)).join(', ');
  const values = searched.map(({ sql }) => sql('new.')).join(', ');
  const add = `INSERT INTO ${index} (rowid, ${columns}) VALUES (new."_row", ${values});`;
  const take = `DELETE FROM ${index} WHERE rowid = old."_row";`;
  const fields = (entity.list.search ?? []).map(quoted);
  const differs = fields.map((name) => `new.${name} IS NOT old.${name}`).join(' OR ');
  const trigger = (event: string, on: string, body: string) =>
    `CREATE TRIGGER IF NOT EXISTS ${quoted(`${entity.name}__search_${event}`)} AFTER ${on} BEGIN ${body} END`;
  return [
    trigger('insert', `INSERT ON ${table}`, add),
    trigger('delete', `DELETE ON ${table}`, take),
    trigger('update', `UPDATE OF ${fields.join(', ')} ON ${table} WHEN ${differs}`, `${take} ${add}`),
  ];
}

/** Before the full-text table is filled anew. */
export function emptySearchSql(entity: Entity): string[] {
  if (!isSearched(entity)) return [];
  const index = quoted(searchTable(entity));
  return [`INSERT INTO ${index} (${index}) VALUES ('delete-all')`];
}

/** Fills it with rows `?` (exclusive) to `?` (inclusive) that are not in it yet. */
export function fillSearchSql(entity: Entity): string[] {
  if (!isSearched(entity)) return [];
  const searched = searchColumns(entity);
  const index = quoted(searchTable(entity));
  const columns = searched.map(({ name }) => quoted(name)).join(', ');
  const values = searched.map(({ sql }) => sql('')).join(', ');
  const held = quoted(`${searchTable(entity)}_docsize`);
  return [
    `INSERT INTO ${index} (rowid, ${columns}) SELECT "_row", ${values} FROM ${quoted(entity.name)}
     WHERE "_row" > ? AND "_row" <= ? AND NOT EXISTS (SELECT 1 FROM ${held} AS held WHERE held.id = "_row")`,
  ];
}
