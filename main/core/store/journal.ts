import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../../shared/kernel/clock';
import { asDiskFault } from './disk-faults';
import type { Json } from '../../../shared/kernel/errors';
import { DeskSettings } from './journal/desk-settings';
import { IdentityStore } from './journal/identity';
import { openJournalFile } from './journal/journal-file';
import { Ledger } from './journal/ledger';
import { mendOutbox, type Mended } from './journal/mend';
import { MirrorLog, readMirror } from './journal/mirror-log';
import { Outbox } from './journal/outbox';
import { addMissing } from './journal/missing';
import { People } from './journal/people';
import { PrintJobs, Printers } from './journal/print-jobs';
import { Renumbering } from './journal/renumbering';
import { wipeJournal } from './journal/wipe';

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
  readonly opened: Mended & {
    /** Where the damaged file lies now. */
    readonly quarantine: string | null;
    /** There was no journal, or an empty one, in a folder that other files say is a desk's: what they do not hold is lost. */
    readonly begunAnew: boolean;
  };
  /** Empties it because this desk is out of service, see `wipeJournal`. */
  wipe(settings: { readonly forget: readonly string[]; readonly keep: Readonly<Record<string, Json>> }): Promise<void>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

/** Opens the journal in a desk's folder, made when missing. A damaged one is set aside and its gestures are saved from it and from the mirror. `unavailable` (`disk`) when the disk is full or fails: nothing is given up then. */
export function openJournal(folder: string, { clock }: { clock: Clock }): Promise<Journal> {
  return asDiskFault(() => openFiles(folder, clock));
}

/** Do files beside the journal say that there was one? They are made after it. */
const isDesk = async (folder: string) =>
  (await readdir(folder)).some((name) => ['replica.db', 'journal.mirror', 'incarnation'].includes(name));

async function openFiles(folder: string, clock: Clock): Promise<Journal> {
  await mkdir(folder, { recursive: true });
  const mirrorFile = join(folder, 'journal.mirror');
  const wasDesk = await isDesk(folder);
  const { file, aside } = await openJournalFile(folder, mirrorFile);
  try {
    const { records } = await readMirror(mirrorFile);
    const mended = await file.write(async (sql) => {
      const { restored, parked } = await mendOutbox(sql, records, clock.now());
      return { restored: restored + (await addMissing(sql, records, clock.now())), parked };
    });
    const identity = new IdentityStore(file, folder);
    const begunAnew = wasDesk && (await identity.opens()) === 0;
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
      opened: { ...mended, quarantine: aside, begunAnew },
      wipe: (settings) => wipeJournal(file, { folder, mirror, now: clock.now(), ...settings }),
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
