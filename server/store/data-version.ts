import { formatOf, newerData, stampSql } from '../../shared/store/format/file-format';
import type { Sql } from '../../shared/store/sql';

/** Which data version a database says it is of; 0 for a new one, or one from before versions were noted. */
async function versionOf(sql: Sql): Promise<number> {
  if (sql.dialect === 'sqlite') return formatOf(sql);
  const [there] = await sql.all("SELECT to_regclass('sync_note') IS NOT NULL AS noted");
  if (!there?.['noted']) return 0;
  const [note] = await sql.all("SELECT value FROM sync_note WHERE name = 'dataVersion'");
  return Number(note?.['value'] ?? 0);
}

/** Throws `upgradeRequired` (`data.newer`) when a later release has worked with this database: before anything in it is changed. */
export async function assertKnownVersion(sql: Sql, known: number): Promise<void> {
  const found = await versionOf(sql);
  if (found > known) throw newerData('The database', { found, known });
}

/** Notes the version: in the head of an SQLite file, where it is read before the file is opened, on PostgreSQL in a table. */
export async function noteVersion(sql: Sql, version: number): Promise<void> {
  if ((await versionOf(sql)) === version) return;
  if (sql.dialect === 'sqlite') for (const statement of stampSql(version)) await sql.run(statement);
  else
    await sql.run(
      "INSERT INTO sync_note (name, value) VALUES ('dataVersion', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      [String(version)],
    );
}
