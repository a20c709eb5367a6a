import { existsSync } from 'node:fs';
import { domain } from '../shared/domain/domain';
import { AppError } from '../shared/kernel/errors';
import { assertKnownFormat } from '../shared/store/format/file-format';
import { assertKnownVersion } from './store/data-version';
import type { Database } from './store/database';
import { beginEpoch } from './store/meta';
import { openPostgresDatabase } from './store/postgres-database';
import { openSqliteDatabase } from './store/sqlite-database';
import { checkAudit } from './upkeep/audit-check';
import { backupSqlite, centreFile, restoreSqlite } from './upkeep/backup';

/** Where a centre keeps its data: PostgreSQL when `databaseUrl` is there, else `dataDir`. */
export interface Place {
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
}

/** What a command says when it is done, and its exit code. */
export interface Said {
  readonly lines: readonly string[];
  readonly code: number;
}

const said = (...lines: string[]): Said => ({ lines, code: 0 });

async function withDatabase<T>({ databaseUrl, dataDir }: Place, work: (db: Database) => Promise<T>): Promise<T> {
  const file = centreFile(dataDir);
  if (!databaseUrl && !existsSync(file)) throw new AppError('notFound', `there is no ${file}`);
  const db = await (databaseUrl ? openPostgresDatabase(databaseUrl) : openSqliteDatabase(file));
  try {
    await db.read((sql) => assertKnownVersion(sql, domain.version));
    return await work(db);
  } finally {
    await db.close();
  }
}

function fileOf({ databaseUrl }: Place, [file]: readonly string[], word: string): string {
  if (databaseUrl)
    throw new AppError(
      'invalid',
      `${word} is for the embedded database; on PostgreSQL use ${word === 'backup' ? 'pg_dump' : 'pg_restore, then new-epoch'} (server/README.md)`,
    );
  if (file === undefined) throw new AppError('invalid', `${word} wants the name of a file`);
  return file;
}

async function backup(place: Place, args: readonly string[]): Promise<Said> {
  const file = fileOf(place, args, 'backup');
  const { bytes } = await backupSqlite(place.dataDir, file);
  return said(`${file}: ${bytes} bytes, read back and whole.`);
}

async function restore(place: Place, args: readonly string[]): Promise<Said> {
  const { epoch, aside } = await restoreSqlite(place.dataDir, fileOf(place, args, 'restore'), Date.now());
  const kept = aside ? [`What was there before is kept in ${aside}.`] : [];
  return said(`Restored. The new epoch is ${epoch}; desks send again what this backup does not know.`, ...kept);
}

async function newEpoch(place: Place): Promise<Said> {
  const begin = (db: Database) => db.write((sql) => beginEpoch(sql, { now: Date.now(), verb: 'centre.newEpoch' }));
  return said(
    `The new epoch is ${await withDatabase(place, begin)}; desks send again what this database does not know.`,
  );
}

async function audit(place: Place): Promise<Said> {
  const { chains, entries, broken, seal } = await withDatabase(place, (db) => db.read(checkAudit));
  const lines = broken.map(({ chain, seq, fault }) => `${chain}: entry ${seq}: ${fault}`);
  const verdict = broken.length === 0 ? 'nothing was changed' : `${broken.length} chains are broken`;
  return {
    lines: [...lines, `${entries} entries in ${chains} chains: ${verdict}.`, `seal ${seal}`],
    code: broken.length === 0 ? 0 : 1,
  };
}

const commands: Readonly<Record<string, (place: Place, args: readonly string[]) => Promise<Said>>> = {
  backup,
  restore,
  'new-epoch': newEpoch,
  'check-audit': audit,
};

/** Files that a command would open: none may be of a later release. */
async function assertKnownFiles({ databaseUrl, dataDir }: Place, files: readonly string[]): Promise<void> {
  if (databaseUrl) return;
  for (const file of [centreFile(dataDir), ...files]) await assertKnownFormat(file, domain.version);
}

/**
 * Runs a command of whoever keeps the centre; `invalid` when there is no such command, `upgradeRequired` (`data.newer`) for data of a later
 * release, which stays as it is. What goes wrong is an AppError in plain words.
 */
export async function runCommand(place: Place, [name = '', ...args]: readonly string[]): Promise<Said> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new AppError('invalid', `there is no command ${name}; --help tells them`);
  await assertKnownFiles(place, name === 'restore' ? args : []);
  return command(place, args);
}
