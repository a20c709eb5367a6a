import { access, mkdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** Moves a database file with its WAL and index out of the way, together, into `quarantine/<n>/`. Resolves to that folder. */
export async function quarantine(file: string): Promise<string> {
  let folder = '';
  for (let n = 1; folder === ''; n += 1) {
    const candidate = join(dirname(file), 'quarantine', String(n));
    if (!(await exists(candidate))) folder = candidate;
  }
  await mkdir(folder, { recursive: true });
  for (const part of ['-wal', '-shm', ''])
    if (await exists(file + part)) await rename(file + part, join(folder, basename(file) + part));
  return folder;
}
