import type { Dialect } from '../../shared/store/sql';

/**
 * The tables of the centre beside the entities'. Times are UTC ms; flags 0 and 1. Statements are additive and may run at every start.
 * `sync_log` holds one entry a row and is therefore compacted by construction; what a row looks like is in the row itself. Entries of
 * removed rows go after a while, and with them all below the `floor` of their scope (`upkeep/compaction.ts`).
 */
const tables: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS sync_meta (
    id INTEGER PRIMARY KEY, epoch TEXT NOT NULL, private_key TEXT NOT NULL, public_key TEXT NOT NULL, last_desk INTEGER NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS sync_note (name TEXT PRIMARY KEY, value TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS sync_scope (
    scope TEXT PRIMARY KEY, version BIGINT NOT NULL, floor BIGINT NOT NULL DEFAULT 0, rows BIGINT NOT NULL DEFAULT 0,
    sum BIGINT NOT NULL DEFAULT 0)`,
  `CREATE TABLE IF NOT EXISTS sync_log (
    scope TEXT NOT NULL, entity TEXT NOT NULL, id TEXT NOT NULL, v BIGINT NOT NULL, op TEXT NOT NULL, at BIGINT,
    PRIMARY KEY (scope, entity, id))`,
  `CREATE INDEX IF NOT EXISTS sync_log_v ON sync_log (scope, v, entity)`,
  `CREATE INDEX IF NOT EXISTS sync_log_gone ON sync_log (at) WHERE op = 'del'`,
  `CREATE TABLE IF NOT EXISTS sync_client (
    id TEXT PRIMARY KEY, device TEXT NOT NULL, incarnation TEXT NOT NULL, lmid BIGINT NOT NULL, retired INTEGER NOT NULL,
    created_at BIGINT NOT NULL, UNIQUE (device, incarnation))`,
  `CREATE TABLE IF NOT EXISTS sync_uid (
    uid TEXT PRIMARY KEY, client TEXT NOT NULL, mid BIGINT NOT NULL, at BIGINT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS sync_result (
    client TEXT NOT NULL, mid BIGINT NOT NULL, uid TEXT NOT NULL, status TEXT NOT NULL, problem TEXT NOT NULL,
    mutation TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (client, mid))`,
  `CREATE INDEX IF NOT EXISTS sync_result_uid ON sync_result (uid)`,
  `CREATE TABLE IF NOT EXISTS device (
    id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, name TEXT NOT NULL, public_key TEXT NOT NULL UNIQUE, code TEXT NOT NULL,
    created_at BIGINT NOT NULL, revoked_at BIGINT)`,
  `CREATE TABLE IF NOT EXISTS device_person (
    device TEXT NOT NULL, user_id TEXT NOT NULL, since BIGINT NOT NULL, last_sign_in BIGINT NOT NULL,
    public_key TEXT, PRIMARY KEY (device, user_id))`,
  `CREATE TABLE IF NOT EXISTS former_key (
    device TEXT NOT NULL, user_id TEXT NOT NULL, public_key TEXT NOT NULL, replaced_at BIGINT NOT NULL,
    PRIMARY KEY (device, user_id, public_key))`,
  `CREATE TABLE IF NOT EXISTS credential (
    user_id TEXT PRIMARY KEY, hash TEXT NOT NULL, changed_at BIGINT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS sign_in_guard (
    account TEXT PRIMARY KEY, failures INTEGER NOT NULL, until BIGINT NOT NULL, at BIGINT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS registration_code (
    hash TEXT PRIMARY KEY, reusable INTEGER NOT NULL, expires BIGINT NOT NULL, used_at BIGINT)`,
  `CREATE TABLE IF NOT EXISTS audit_chain (
    chain TEXT PRIMARY KEY, seq BIGINT NOT NULL, hash TEXT NOT NULL, indexed BIGINT NOT NULL DEFAULT 0)`,
  `CREATE TABLE IF NOT EXISTS audit (
    chain TEXT NOT NULL, seq BIGINT NOT NULL, at BIGINT NOT NULL, actor TEXT, device TEXT, verb TEXT NOT NULL, uid TEXT,
    before TEXT NOT NULL, after TEXT NOT NULL, override_for TEXT, override_reason TEXT, hash TEXT NOT NULL, PRIMARY KEY (chain, seq))`,
  `CREATE INDEX IF NOT EXISTS audit_at ON audit (at, chain, seq)`,
  `CREATE INDEX IF NOT EXISTS audit_actor ON audit (actor, at, chain, seq)`,
  `CREATE TABLE IF NOT EXISTS audit_touch (
    entity TEXT NOT NULL, id TEXT NOT NULL, at BIGINT NOT NULL, chain TEXT NOT NULL, seq BIGINT NOT NULL,
    PRIMARY KEY (entity, id, at, chain, seq))`,
  `CREATE INDEX IF NOT EXISTS audit_touch_entry ON audit_touch (chain, seq)`,
  `CREATE TABLE IF NOT EXISTS field_edit (
    entity TEXT NOT NULL, id TEXT NOT NULL, field TEXT NOT NULL, actor TEXT NOT NULL, at BIGINT NOT NULL,
    PRIMARY KEY (entity, id, field))`,
  `CREATE TABLE IF NOT EXISTS blob (
    sha256 TEXT PRIMARY KEY, type TEXT NOT NULL, size BIGINT NOT NULL, data TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS blob_part (
    device TEXT NOT NULL, sha256 TEXT NOT NULL, start BIGINT NOT NULL, size BIGINT NOT NULL, data TEXT NOT NULL, at BIGINT NOT NULL,
    PRIMARY KEY (device, sha256, start))`,
];

/** Columns that came later, for databases that have the table already. */
export const laterColumns: readonly { readonly table: string; readonly name: string; readonly type: string }[] = [
  { table: 'sync_scope', name: 'sum', type: 'BIGINT NOT NULL DEFAULT 0' },
  { table: 'sync_log', name: 'at', type: 'BIGINT' },
  { table: 'device_person', name: 'public_key', type: 'TEXT' },
  { table: 'audit', name: 'override_for', type: 'TEXT' },
  { table: 'audit', name: 'override_reason', type: 'TEXT' },
  { table: 'audit_chain', name: 'indexed', type: 'BIGINT NOT NULL DEFAULT 0' },
];

/** Text is compared byte by byte on both ends alike, so that keys page in the same order everywhere. */
export function syncTables(dialect: Dialect): readonly string[] {
  if (dialect === 'sqlite') return tables;
  return tables.map((sql) => sql.replaceAll(/ TEXT/g, ' TEXT COLLATE "C"'));
}
