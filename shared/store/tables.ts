import type { Entity } from '../kernel/entity';
import type { ColumnType } from '../kernel/field';
import { storedValue } from './codec';
import { columnsOf, fieldOf, type Column } from './columns';
import { indexesOf, type Flavour } from './indexes';
import { quoted, type SqlValue } from './sql';

const sqliteTypes: Record<ColumnType, string> = { text: 'TEXT', integer: 'INTEGER', json: 'TEXT' };
// "C": text is compared by its bytes, as SQLite does, whatever the database's language.
const postgresTypes: Record<ColumnType, string> = {
  text: 'TEXT COLLATE "C"',
  integer: 'BIGINT',
  json: 'TEXT COLLATE "C"',
};

/**
 * An entity's table. Rules live in verbs, so there is no foreign key and no unique index but the key; and at a desk, which takes what the
 * centre says, no column but the key that must be filled.
 */
export function tableSql(entity: Entity, flavour: Flavour): string {
  const types = flavour === 'postgres' ? postgresTypes : sqliteTypes;
  const [, ...fields] = columnsOf(entity);
  const columns = fields.map(
    ({ name, type, optional }) => `${quoted(name)} ${types[type]}${optional || flavour === 'desk' ? '' : ' NOT NULL'}`,
  );
  const key =
    flavour === 'desk'
      ? ['"_row" INTEGER PRIMARY KEY', '"id" TEXT NOT NULL UNIQUE']
      : [`"id" ${types.text} NOT NULL PRIMARY KEY`];
  const tail = flavour === 'sqlite' ? ' WITHOUT ROWID' : '';
  return `CREATE TABLE IF NOT EXISTS ${quoted(entity.name)} (${[...key, ...columns].join(', ')})${tail}`;
}

const literal = (value: SqlValue) => (typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value));

/**
 * The definition of a column that is added to rows which are there already: they get the field's initial value, or stay empty where it has
 * none, whatever the entity says.
 */
export function laterColumnSql(entity: Entity, { name, type }: Column, flavour: Flavour): string {
  const field = fieldOf(entity, name);
  const kept = storedValue(field, field.options.initial);
  const filled = kept === null ? '' : `${flavour === 'desk' ? '' : ' NOT NULL'} DEFAULT ${literal(kept)}`;
  return `${quoted(name)} ${(flavour === 'postgres' ? postgresTypes : sqliteTypes)[type]}${filled}`;
}

/** All that makes an entity's table: the table, then its indexes. Harmless when they exist. */
export function schemaSql(entity: Entity, flavour: Flavour): string[] {
  return [tableSql(entity, flavour), ...indexesOf(entity, flavour).map(({ sql }) => sql)];
}
