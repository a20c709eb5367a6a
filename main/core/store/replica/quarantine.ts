import { access, mkdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** A folder `quarantine/<n>/` beside the file that is not there yet. */
export async function newQuarantine(file: string): Promise<string> {
  for (let n = 1; ; n += 1) {
    const candidate = join(dirname(file), 'quarantine', String(n));
    if (!(await exists(candidate))) return candidate;
  }
}

/** Moves a database file with its WAL and index into a folder, itself last. What is there already stays; it can be done again after a crash. */
export async function moveAside(file: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const part of ['-wal', '-shm', ''])
    if (await exists(file + part)) await rename(file + part, join(folder, basename(file) + part));
}

/** Moves a database file with its WAL and index out of the way, together, into `quarantine/<n>/`. Resolves to that folder. */
export async function quarantine(file: string): Promise<string> {
  const folder = await newQuarantine(file);
  await moveAside(file, folder);
  return folder;
}
