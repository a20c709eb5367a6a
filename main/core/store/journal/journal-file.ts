import { access, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../../../../shared/kernel/errors';
import { unlessDamaged } from '../disk-faults';
import { DatabaseFile } from '../database-file';
import { keepFile, readIfThere, syncFolder } from '../durable-file';
import { moveAside, newQuarantine } from '../replica/quarantine';
import { readMirror } from './mirror-log';
import { salvage } from './salvage';
import { prepareJournal } from './tables';

/** Tables without which there is no desk; the archive may be long and is looked at row by row when it is read. */
const vital = ['identity', 'outbox', 'parked', 'setting', 'counter', 'person'];

async function openFile(path: string): Promise<DatabaseFile> {
  const file = await DatabaseFile.open(path, { synchronous: 'FULL' });
  try {
    await file.alone(prepareJournal);
    for (const table of vital) {
      const [row] = await file.read(`PRAGMA quick_check(${table})`);
      if (Object.values(row ?? {})[0] !== 'ok') throw new AppError('damaged', `table ${table}`, { reason: 'file' });
    }
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** A damaged journal on its way out. While the marker stands, the file called `journal.db` is not the whole truth. */
class Rescue {
  private readonly path: string;
  private readonly draft: string;
  private readonly marker: string;

  constructor(
    private readonly folder: string,
    private readonly mirrorFile: string,
  ) {
    this.path = join(folder, 'journal.db');
    this.draft = join(folder, 'journal.salvaged.db');
    this.marker = join(folder, 'journal.rescue');
  }

  /** The quarantine of a rescue that was cut short; null when there is none. */
  async begun(): Promise<string | null> {
    const name = await readIfThere(this.marker);
    return name === null || name.length === 0 ? null : join(this.folder, 'quarantine', name.toString('utf8'));
  }

  /** From the marker on every step can be done again. Resolves to the quarantine. */
  async run(): Promise<string> {
    const aside = (await this.begun()) ?? (await newQuarantine(this.path));
    await keepFile(this.marker, basename(aside));
    // The database is moved last, so that it is in quarantine only when all of it is; after that `journal.db` is the new one.
    if (!(await exists(join(aside, basename(this.path))))) await moveAside(this.path, aside);
    await syncFolder(aside);
    if (!(await exists(this.path))) await this.fill(aside);
    await syncFolder(this.folder);
    await rm(this.marker, { force: true });
    return aside;
  }

  /** The new file gets its name when all is in it that could be saved. */
  private async fill(aside: string): Promise<void> {
    for (const part of ['-wal', '-shm', '']) await rm(this.draft + part, { force: true });
    const file = await openFile(this.draft);
    try {
      const { records } = await readMirror(this.mirrorFile);
      await file.write((sql) => salvage(sql, join(aside, basename(this.path)), records));
      // A full disk lets a file be closed whose rows still lie in its WAL, and the WAL does not go with the name.
      await file.alone((sql) => sql.run('PRAGMA wal_checkpoint(TRUNCATE)'));
    } finally {
      await file.close();
    }
    await rename(this.draft, this.path);
  }
}

/** Opens the journal's file, or, when it is damaged, sets it aside and begins a new one with all that can be saved. `aside`: where the damaged one lies. */
export async function openJournalFile(
  folder: string,
  mirrorFile: string,
): Promise<{ file: DatabaseFile; aside: string | null }> {
  const path = join(folder, 'journal.db');
  const rescue = new Rescue(folder, mirrorFile);
  if ((await rescue.begun()) === null) {
    const file = await unlessDamaged(() => openFile(path));
    if (file) return { file, aside: null };
  }
  const aside = await rescue.run();
  return { file: await openFile(path), aside };
}
