import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../../shared/kernel/clock';
import { DatabaseFile } from './database-file';
import { DeskSettings } from './journal/desk-settings';
import { IdentityStore } from './journal/identity';
import { journalTables } from './journal/tables';
import { Ledger } from './journal/ledger';
import { MirrorLog } from './journal/mirror-log';
import { Outbox } from './journal/outbox';
import { People } from './journal/people';
import { PrintJobs, Printers } from './journal/print-jobs';

/** What this desk alone knows and must never lose: `journal.db` (WAL, synchronous FULL) with its mirror log. */
export interface Journal {
  readonly identity: IdentityStore;
  readonly outbox: Outbox;
  readonly ledger: Ledger;
  readonly people: People;
  readonly settings: DeskSettings;
  readonly printJobs: PrintJobs;
  readonly printers: Printers;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

/** Opens the journal in a desk's folder, made when missing. `damaged` when the file is no journal. */
export async function openJournal(folder: string, { clock }: { clock: Clock }): Promise<Journal> {
  await mkdir(folder, { recursive: true });
  const file = await DatabaseFile.open(join(folder, 'journal.db'), { synchronous: 'FULL' });
  try {
    await file.alone((sql) => sql.script(journalTables));
    const mirror = await MirrorLog.open(join(folder, 'journal.mirror'));
    return {
      identity: new IdentityStore(file, folder),
      outbox: new Outbox(file, mirror, clock),
      ledger: new Ledger(file),
      people: new People(file),
      settings: new DeskSettings(file),
      printJobs: new PrintJobs(file),
      printers: new Printers(file),
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
