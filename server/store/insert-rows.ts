import type { AnyRecord, Entity } from '../../shared/kernel/entity';
import { encode } from '../../shared/store/codec';
import { columnsOf } from '../../shared/store/columns';
import { quoted, type Sql } from '../../shared/store/sql';

/** Many rows in one statement, handed over as one JSON text: binding each value for itself takes longer than inserting it. */
export function insertRows(sql: Sql, entity: Entity, records: readonly AnyRecord[]): Promise<number> {
  const columns = columnsOf(entity);
  const names = columns.map(({ name }) => quoted(name)).join(', ');
  const into = `INSERT INTO ${quoted(entity.name)} (${names})`;
  const rows = JSON.stringify(records.map((record) => encode(entity, record)));
  const values =
    sql.dialect === 'postgres'
      ? columns.map(({ type }, index) => `(r.value ->> ${index})${type === 'integer' ? '::bigint' : ''}`)
      : columns.map((_, index) => `r.value ->> ${index}`);
  const each = sql.dialect === 'postgres' ? 'json_array_elements(?::json)' : 'json_each(?)';
  return sql.run(
    `${into} SELECT ${values.join(', ')} FROM ${each} AS r${sql.dialect === 'postgres' ? '(value)' : ''}`,
    [rows],
  );
}
