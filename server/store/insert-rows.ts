import type { AnyRecord, Entity } from '../../shared/kernel/entity';
import { encode } from '../../shared/store/codec';
import { columnsOf } from '../../shared/store/columns';
import { places, quoted, type Sql } from '../../shared/store/sql';

/** SQLite takes at most 32,766 parameters. */
const PARAMETERS = 16_000;

/** Many rows in one statement: as JSON on PostgreSQL, as parameters on SQLite, each the faster way there. */
export async function insertRows(sql: Sql, entity: Entity, records: readonly AnyRecord[]): Promise<void> {
  const columns = columnsOf(entity);
  const names = columns.map(({ name }) => quoted(name)).join(', ');
  const into = `INSERT INTO ${quoted(entity.name)} (${names})`;
  if (sql.dialect === 'postgres') {
    const rows = records.map((record) => {
      const values = encode(entity, record);
      return Object.fromEntries(columns.map(({ name }, index) => [name, values[index]]));
    });
    const shape = columns
      .map(({ name, type }) => `${quoted(name)} ${type === 'integer' ? 'bigint' : 'text'}`)
      .join(', ');
    await sql.run(`${into} SELECT ${names} FROM json_to_recordset(?::json) AS r(${shape})`, [JSON.stringify(rows)]);
    return;
  }
  const step = Math.max(1, Math.floor(PARAMETERS / columns.length));
  for (let start = 0; start < records.length; start += step) {
    const part = records.slice(start, start + step);
    const rows = part.map(() => `(${places(columns.length)})`).join(', ');
    await sql.run(
      `${into} VALUES ${rows}`,
      part.flatMap((record) => encode(entity, record)),
    );
  }
}
