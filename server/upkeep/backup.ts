import { copyFile, link, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '../../shared/kernel/errors';
import { openSqlite, type SqliteConnection } from '../../shared/store/sqlite';
import { beginEpoch } from '../store/meta';

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );

/** The name of the embedded database in its folder. */
export const centreFile = (dataDir: string): string => join(dataDir, 'centre.db');

async function synced(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Some systems cannot sync a folder; a file always can.
    if (!(await handle.stat()).isDirectory()) throw error;
  } finally {
    await handle.close();
  }
}

async function within<T>(file: string, work: (sql: SqliteConnection) => Promise<T>, readOnly = false): Promise<T> {
  const sql = await openSqlite(file, { synchronous: 'FULL', readOnly });
  try {
    return await work(sql);
  } finally {
    await sql.close();
  }
}

/** Reads all of it; `damaged` when it is not whole, or not a centre's. */
async function checkFile(file: string): Promise<void> {
  const answer = await within(
    file,
    async (sql) => ({
      state: await sql.all('PRAGMA integrity_check(1)'),
      tables: await sql.all("SELECT name FROM sqlite_master WHERE name IN ('sync_meta', 'sync_scope', 'audit')"),
    }),
    true,
  );
  if (answer.state[0]?.['integrity_check'] !== 'ok')
    throw new AppError('damaged', `${file} is damaged`, { reason: 'file' });
  if (answer.tables.length !== 3) throw new AppError('damaged', `${file} is not a centre's`, { reason: 'file' });
}

async function dropFiles(file: string): Promise<void> {
  for (const end of ['', '-wal', '-shm', '-journal']) await rm(`${file}${end}`, { force: true });
}

/**
 * Copies the embedded database into `target`, from one state, while the centre works on. Nothing bears the name `target` before it is
 * whole and was read back. Throws `notFound`, `conflict` (exists), `damaged`.
 */
export async function backupSqlite(dataDir: string, target: string): Promise<{ bytes: number }> {
  const source = centreFile(dataDir);
  if (!(await exists(source))) throw new AppError('notFound', `there is no ${source}`);
  if (await exists(target)) throw new AppError('conflict', `${target} exists already`, { reason: 'exists' });
  const part = `${target}.part`;
  await dropFiles(part);
  try {
    await within(source, (sql) => sql.run('VACUUM INTO ?', [part]));
    await checkFile(part);
    await synced(part);
    await rename(part, target);
  } catch (error) {
    await dropFiles(part);
    throw error;
  }
  await synced(dirname(resolve(target)));
  return { bytes: (await stat(target)).size };
}

/** Brings a database into a single file that nobody has open; `conflict` (running) when somebody has. A damaged one is taken as it is. */
async function takeOver(file: string): Promise<void> {
  try {
    const [row] = await within(file, (sql) => sql.all('PRAGMA journal_mode = DELETE'));
    if (row?.['journal_mode'] === 'delete') return;
  } catch (error) {
    if (error instanceof AppError && error.code === 'damaged') return;
    if (!(error instanceof AppError && /lock|busy/i.test(error.message))) throw error;
  }
  throw new AppError('conflict', 'stop the centre first: its database is open', { reason: 'running' });
}

/** Gives the old database another name too. Its own is taken over in one step, so that there is never none. */
async function setAside(file: string, now: number): Promise<string> {
  const aside = `${file}.before-${now}`;
  await link(file, aside).catch(() => copyFile(file, aside));
  // Beside another database they would be taken for its own.
  for (const end of ['-wal', '-shm'])
    if (await exists(`${file}${end}`)) await rename(`${file}${end}`, `${aside}${end}`);
  return aside;
}

/**
 * Puts a backup in the place of the embedded database of a centre that stands still, and begins a new epoch. What was there is kept under
 * the name that is returned. Throws `damaged` and `conflict` (running), and then nothing has changed. `now`: UTC ms.
 */
export async function restoreSqlite(
  dataDir: string,
  from: string,
  now: number,
): Promise<{ epoch: string; aside: string | null }> {
  if (!(await exists(from))) throw new AppError('notFound', `there is no ${from}`);
  await checkFile(from);
  const file = centreFile(dataDir);
  const there = await exists(file);
  if (there) await takeOver(file);
  const fresh = `${file}.restoring`;
  await dropFiles(fresh);
  await copyFile(from, fresh);
  const epoch = await within(fresh, async (sql) => {
    await sql.run('BEGIN IMMEDIATE');
    const begun = await beginEpoch(sql, { now, verb: 'centre.restore' });
    await sql.run('COMMIT');
    await sql.all('PRAGMA journal_mode = DELETE');
    return begun;
  });
  await synced(fresh);
  const aside = there ? await setAside(file, now) : null;
  await rename(fresh, file);
  await synced(dataDir);
  return { epoch, aside };
}
