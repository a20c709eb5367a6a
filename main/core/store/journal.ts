import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Clock } from '../../../shared/kernel/clock';
import { AppError } from '../../../shared/kernel/errors';
import { DatabaseFile } from './database-file';
import { DeskSettings } from './journal/desk-settings';
import { IdentityStore } from './journal/identity';
import { Ledger } from './journal/ledger';
import { mendOutbox, type Mended } from './journal/mend';
import { MirrorLog, readMirror } from './journal/mirror-log';
import { Outbox } from './journal/outbox';
import { People } from './journal/people';
import { PrintJobs, Printers } from './journal/print-jobs';
import { Renumbering } from './journal/renumbering';
import { salvage } from './journal/salvage';
import { journalTables } from './journal/tables';
import { quarantine } from './replica/quarantine';

/** What this desk alone knows and must never lose: `journal.db` (WAL, synchronous FULL) with its mirror log. */
export interface Journal {
  readonly identity: IdentityStore;
  readonly outbox: Outbox;
  readonly ledger: Ledger;
  readonly renumbering: Renumbering;
  readonly people: People;
  readonly settings: DeskSettings;
  readonly printJobs: PrintJobs;
  readonly printers: Printers;
  /** What was wrong with the file when it was opened, for the log and for people. */
  readonly opened: Mended & { /** Where the damaged file lies now. */ readonly quarantine: string | null };
  /** Waits for what is under way. */
  close(): Promise<void>;
}

/** Tables without which there is no desk; the archive may be long and is looked at row by row when it is read. */
const vital = ['identity', 'outbox', 'parked', 'setting', 'counter', 'person'];

async function openFile(path: string): Promise<DatabaseFile> {
  const file = await DatabaseFile.open(path, { synchronous: 'FULL' });
  try {
    await file.alone((sql) => sql.script(journalTables));
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

/** Opens the file, or, when it is damaged, sets it aside and begins a new one with all that can be saved. */
async function openOrSalvage(path: string, mirror: string): Promise<{ file: DatabaseFile; aside: string | null }> {
  try {
    return { file: await openFile(path), aside: null };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'damaged') throw error;
  }
  const aside = await quarantine(path);
  const file = await openFile(path);
  const { records } = await readMirror(mirror);
  await file.write((sql) => salvage(sql, join(aside, basename(path)), records));
  return { file, aside };
}

/** Opens the journal in a desk's folder, made when missing. A damaged one is set aside and its gestures are saved from it and from the mirror. */
export async function openJournal(folder: string, { clock }: { clock: Clock }): Promise<Journal> {
  await mkdir(folder, { recursive: true });
  const mirrorFile = join(folder, 'journal.mirror');
  const { file, aside } = await openOrSalvage(join(folder, 'journal.db'), mirrorFile);
  try {
    const { records } = await readMirror(mirrorFile);
    const mended = await file.write((sql) => mendOutbox(sql, records, clock.now()));
    const identity = new IdentityStore(file, folder);
    await identity.noteOpened();
    const mirror = await MirrorLog.open(mirrorFile);
    return {
      identity,
      outbox: new Outbox(file, mirror, clock),
      ledger: new Ledger(file),
      renumbering: new Renumbering(file, mirror),
      people: new People(file),
      settings: new DeskSettings(file),
      printJobs: new PrintJobs(file),
      printers: new Printers(file),
      opened: { ...mended, quarantine: aside },
      async close() {
        await file.close();
        await mirror.close();
      },
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}
