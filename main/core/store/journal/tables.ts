import { stampSql } from '../../../../shared/store/format/file-format';
import type { SqliteConnection } from '../../../../shared/store/sqlite';

const mutationColumns = `uid TEXT NOT NULL, name TEXT NOT NULL, ver INTEGER NOT NULL, args TEXT NOT NULL, actor TEXT NOT NULL,
  at INTEGER NOT NULL, deps TEXT NOT NULL, sig TEXT, override_for TEXT, override_reason TEXT, hash TEXT NOT NULL`;

/** Rises when an older Backroom could no longer work with these tables; what is only added needs no new number. */
export const JOURNAL_FORMAT = 1;

/** The journal: all that cannot be fetched again from the centre. A mutation stands in exactly one of outbox, archive, parked. */
const journalTables = `
CREATE TABLE IF NOT EXISTS identity (one INTEGER PRIMARY KEY CHECK (one = 1), client_id TEXT, epoch TEXT, incarnation TEXT, next_mid INTEGER NOT NULL);
INSERT INTO identity (one, next_mid) VALUES (1, 1) ON CONFLICT DO NOTHING;
CREATE TABLE IF NOT EXISTS outbox (mid INTEGER PRIMARY KEY, ${mutationColumns}, state TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX IF NOT EXISTS outbox_uid ON outbox (uid);
CREATE INDEX IF NOT EXISTS outbox_at ON outbox (at);
CREATE TABLE IF NOT EXISTS archive (mid INTEGER NOT NULL, ${mutationColumns}, client_id TEXT, settled INTEGER NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS archive_uid ON archive (uid);
CREATE INDEX IF NOT EXISTS archive_at ON archive (at);
CREATE INDEX IF NOT EXISTS archive_settled ON archive (settled);
CREATE TABLE IF NOT EXISTS parked (mid INTEGER NOT NULL, ${mutationColumns}, client_id TEXT, settled INTEGER NOT NULL, error TEXT NOT NULL, resolution TEXT);
CREATE UNIQUE INDEX IF NOT EXISTS parked_uid ON parked (uid);
CREATE INDEX IF NOT EXISTS parked_at ON parked (at);
CREATE INDEX IF NOT EXISTS parked_open ON parked (resolution, at);
CREATE TABLE IF NOT EXISTS setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS person (user_id TEXT PRIMARY KEY, user_name TEXT NOT NULL, name TEXT NOT NULL, grant_text TEXT NOT NULL, grant_signature TEXT NOT NULL,
  verifier TEXT NOT NULL, last_sign_in INTEGER NOT NULL, wrapped_key TEXT) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS person_user_name ON person (user_name COLLATE NOCASE);
CREATE TABLE IF NOT EXISTS lockout (user_name TEXT COLLATE NOCASE PRIMARY KEY, tries INTEGER NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS printer (id TEXT PRIMARY KEY, name TEXT NOT NULL, host TEXT NOT NULL, port INTEGER NOT NULL, dpi INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS print_job (id TEXT PRIMARY KEY, title TEXT NOT NULL, printer_id TEXT NOT NULL, copies INTEGER NOT NULL, state TEXT NOT NULL,
  tries INTEGER NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL, error TEXT, content TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS print_job_state ON print_job (state, at);
CREATE INDEX IF NOT EXISTS print_job_at ON print_job (at);
${stampSql(JOURNAL_FORMAT).join(';\n')};
`;

/** Columns that came later, by table; empty in what was written before. */
const later: readonly (readonly [table: string, column: string])[] = [
  ...['outbox', 'archive', 'parked'].flatMap((table) =>
    ['sig', 'override_for', 'override_reason'].map((column) => [table, column] as const),
  ),
  ['person', 'wrapped_key'],
];

/** Makes what is missing, also in a file of an older version. Nothing that is there is changed. */
export async function prepareJournal(sql: SqliteConnection): Promise<void> {
  await sql.script(journalTables);
  for (const [table, column] of later) {
    const columns = await sql.all(`SELECT name FROM pragma_table_info('${table}')`);
    if (!columns.some(({ name }) => name === column)) await sql.run(`ALTER TABLE ${table} ADD COLUMN ${column} TEXT`);
  }
}
