import type { Entity } from '../../kernel/entity';
import type { Condition } from '../../kernel/query';
import { columnsOf } from '../columns';
import { conditionSql } from '../condition-sql';
import { joined, quoted, type Row, type Sql } from '../sql';

/** Where the rows of a verb are read and written, in storage form. Whatever was written is read back. */
export interface RowStore {
  get(entity: Entity, id: string): Promise<Row | null>;
  /** At most `limit` rows, ordered by id. */
  find(entity: Entity, where: readonly Condition[], limit: number): Promise<Row[]>;
  /** There is no such row yet. */
  insert(entity: Entity, row: Row): Promise<void>;
  /** The row as it is to be, and the columns in which it differs from what stands. */
  update(entity: Entity, row: Row, changed: readonly string[]): Promise<void>;
  remove(entity: Entity, id: string): Promise<void>;
}

/** A database's tables; with `lock`, rows that are read are locked until the transaction ends (PostgreSQL). */
export interface Tables {
  readonly sql: Sql;
  readonly lock?: boolean | undefined;
}

const selects = new WeakMap<Entity, string>();

/** `SELECT …` of all columns of an entity. */
export function selectSql(entity: Entity): string {
  const known = selects.get(entity);
  if (known) return known;
  const columns = columnsOf(entity).map(({ name }) => quoted(name));
  const sql = `SELECT ${columns.join(', ')} FROM ${quoted(entity.name)}`;
  selects.set(entity, sql);
  return sql;
}

const locking = ({ sql, lock }: Tables) => (lock === true && sql.dialect === 'postgres' ? ' FOR UPDATE' : '');

/** The row of a table, or null. */
export async function readRow(tables: Tables, entity: Entity, id: string): Promise<Row | null> {
  const [row] = await tables.sql.all(`${selectSql(entity)} WHERE "id" = ?${locking(tables)}`, [id]);
  return row ?? null;
}

/** Those of these rows that there are, locked in the order of their ids, so that two that ask for the same never wait for each other. */
export function readRows(tables: Tables, entity: Entity, ids: readonly string[]): Promise<Row[]> {
  const each = tables.sql.dialect === 'postgres' ? 'jsonb_array_elements_text(?::jsonb)' : 'jsonb_each(?)';
  const text = `${selectSql(entity)} WHERE "id" IN (SELECT value FROM ${each}) ORDER BY "id"${locking(tables)}`;
  return tables.sql.all(text, [JSON.stringify(ids)]);
}

/** At most `limit` rows of a table that meet all conditions, ordered by id. */
export function findRows(
  tables: Tables,
  entity: Entity,
  { where, limit }: { where: readonly Condition[]; limit: number },
): Promise<Row[]> {
  const { dialect } = tables.sql;
  const parts = where.map((condition) => conditionSql(entity, condition, { dialect }));
  const { sql, params } = joined(parts, 'AND', '1 = 1');
  const text = `${selectSql(entity)} WHERE ${sql} ORDER BY "id" LIMIT ?${locking(tables)}`;
  return tables.sql.all(text, [...params, limit]);
}
