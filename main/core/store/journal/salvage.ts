import { AppError } from '../../../../shared/kernel/errors';
import type { Row, Sql, SqlValue } from '../../../../shared/store/sql';
import { openSqlite, type SqliteConnection } from '../../../../shared/store/sqlite';
import { draftColumns, draftValues, isIntact } from './entry';
import type { MirrorEntry, MirrorRecord } from './mirror-log';

/** Tables and the key by which their rows are read one after the other. The first three hold gestures. */
const tables: Readonly<Record<string, string>> = {
  outbox: 'mid',
  archive: 'rowid',
  parked: 'rowid',
  identity: 'one',
  setting: 'key',
  counter: 'name',
  person: 'user_id',
  lockout: 'user_name',
  printer: 'id',
  print_job: 'rowid',
};
const gestures = new Set(['outbox', 'archive', 'parked']);

const isUnavailable = (error: unknown) => error instanceof AppError && error.code === 'unavailable';

/** Reads a table from one end until it breaks. */
async function readable(sql: Sql, table: string, { key, dir }: { key: string; dir: 'ASC' | 'DESC' }): Promise<Row[]> {
  const rows: Row[] = [];
  let last: SqlValue | undefined;
  for (;;) {
    const after = last === undefined ? '' : `WHERE ${key} ${dir === 'ASC' ? '>' : '<'} ?`;
    try {
      const text = `SELECT ${key} AS _key, * FROM ${table} ${after} ORDER BY ${key} ${dir} LIMIT 1`;
      const [row] = await sql.all(text, last === undefined ? [] : [last]);
      if (!row) return rows;
      const { _key: value, ...rest } = row;
      rows.push(rest);
      last = value ?? null;
    } catch {
      return rows;
    }
  }
}

/** What can be read of a table, from both ends towards the damage. */
async function rowsOf(sql: Sql, table: string, key: string): Promise<Row[]> {
  const forth = await readable(sql, table, { key, dir: 'ASC' });
  const back = await readable(sql, table, { key, dir: 'DESC' });
  const distinct = new Map([...forth, ...back].map((row) => [JSON.stringify(row), row]));
  return [...distinct.values()].filter((row) => !gestures.has(table) || isIntact(row));
}

async function copy(into: Sql, table: string, rows: readonly Row[]): Promise<void> {
  for (const row of rows) {
    const names = Object.keys(row);
    const text = `INSERT OR REPLACE INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
    // A row that does not fit the new table is one of the damaged ones. A full disk says nothing of a row: the rescue is taken up again.
    await into.run(text, Object.values(row)).catch((error: unknown) => {
      if (isUnavailable(error)) throw error;
    });
  }
}

/** Gestures that the mirror holds and the centre had not settled, each once: under the number of the client of now where it has one. */
function unsettled(mirror: readonly MirrorRecord[], client: string | null): MirrorEntry[] {
  const lmid = new Map<string | null, number>();
  for (const record of mirror) if (record.kind === 'settled') lmid.set(record.clientId, record.lmid);
  const entries = mirror
    .filter((record) => record.kind === 'entry')
    .filter(({ clientId, mid }) => mid > (lmid.get(clientId) ?? 0));
  const own = entries.filter(({ clientId }) => clientId === client);
  return [...new Map([...entries, ...own].map((entry) => [entry.uid, entry])).values()];
}

async function addFromMirror(into: Sql, mirror: readonly MirrorRecord[]): Promise<void> {
  const names = [...draftColumns, 'hash'];
  const [identity] = await into.all('SELECT client_id FROM identity');
  const client = typeof identity?.['client_id'] === 'string' ? identity['client_id'] : null;
  for (const entry of unsettled(mirror, client)) {
    const known = `SELECT uid FROM outbox UNION ALL SELECT uid FROM archive UNION ALL SELECT uid FROM parked`;
    await into.run(
      `INSERT INTO outbox (mid, ${names.join(', ')}, state) SELECT ?, ${names.map(() => '?').join(', ')}, 'waiting'
       WHERE ? NOT IN (${known}) ON CONFLICT DO NOTHING`,
      [entry.mid, ...draftValues(entry.mid, entry), entry.uid],
    );
  }
}

/** The damaged file, if it is a database at all. One that cannot be opened just now (a full disk) is no reason to do without it. */
async function openDamaged(file: string): Promise<SqliteConnection | null> {
  try {
    return await openSqlite(file, { synchronous: 'FULL', readOnly: true });
  } catch (error) {
    if (isUnavailable(error)) throw error;
    return null;
  }
}

/** Fills a new journal from what can be read of a damaged one and from the mirror. Gestures whose hash is wrong are left behind; the mirror has them. */
export async function salvage(into: Sql, damagedFile: string, mirror: readonly MirrorRecord[]): Promise<void> {
  const from = await openDamaged(damagedFile);
  if (from) {
    for (const [table, key] of Object.entries(tables)) await copy(into, table, await rowsOf(from, table, key));
    await from.close();
  }
  await addFromMirror(into, mirror);
  await into.run(
    `UPDATE identity SET next_mid = max(next_mid, (SELECT 1 + max(m) FROM (SELECT coalesce(max(mid), 0) AS m FROM outbox
     UNION ALL SELECT coalesce(max(mid), 0) FROM archive UNION ALL SELECT coalesce(max(mid), 0) FROM parked)))`,
  );
}
