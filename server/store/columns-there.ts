import type { Sql } from '../../shared/store/sql';

/** The columns that a table has; none when there is no such table. */
export async function columnsThere(sql: Sql, table: string): Promise<Set<string>> {
  const rows = await (sql.dialect === 'postgres'
    ? sql.all(
        'SELECT column_name AS name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = ?',
        [table],
      )
    : sql.all('SELECT name FROM pragma_table_info(?)', [table]));
  return new Set(rows.map((row) => String(row['name'])));
}
