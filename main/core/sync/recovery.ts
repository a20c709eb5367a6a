import type { Clock, Random } from '../../../shared/kernel/clock';
import { AppError } from '../../../shared/kernel/errors';
import type { Domain } from '../../../shared/kernel/register';
import type { Log } from '../ports';
import type { Journal } from '../store/journal';
import type { Replica } from '../store/replica';
import { followJournal, isFollowing } from './recovery/follow-journal';
import type { RecoveryNeeds } from './recovery/recovery-needs';
import { isRekeyDue, rekey } from './recovery/rekey';
import { ensureClient, type SyncIdentity } from './register';
import type { TouchedIds } from './touched';
import type { Transport } from './transport';

interface Needs {
  readonly journal: Journal;
  readonly replica: Replica;
  readonly domain: Domain;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Rows that may look different now. */
  readonly onRows: (touched: TouchedIds) => void;
  /** Numbers have changed: nothing is known any more of what the centre has taken. */
  readonly onRenumbered: () => void;
}

/** Who these files are to the centre, and the ways back when both no longer know each other. */
export class Recovery {
  constructor(private readonly needs: Needs) {}

  /** The client to speak for. Files that were restored or copied get a new one first. Throws what the line throws. */
  async identity(transport: Transport): Promise<SyncIdentity> {
    const { journal, replica } = this.needs;
    if (await isRekeyDue(journal)) await rekey(this.with(transport), false);
    const identity = await ensureClient({ ...this.needs, transport });
    if (!(await isFollowing(replica, journal))) await this.follow();
    return identity;
  }

  /** Does what an error of the centre asks for. False when it asks for nothing that could be done here. */
  async mend(error: unknown, transport: Transport): Promise<boolean> {
    if (!(error instanceof AppError)) return false;
    const { code, details } = error;
    const isGone = code === 'notFound' && details.reason === 'unknownClient';
    const isForeign = code === 'conflict' && (details.reason === 'retired' || details.reason === 'forked');
    const isBehind = code === 'conflict' && (details.reason === 'epoch' || details.reason === 'outOfOrder');
    if (!isGone && !isForeign && !isBehind) return false;
    await rekey(this.with(transport), isBehind);
    return true;
  }

  /** After a crash, or a failed commit, between the two files. */
  private async follow(): Promise<void> {
    const { replica, onRows, onRenumbered } = this.needs;
    const touched = await replica.write((tx) => followJournal(this.needs, tx, false));
    onRenumbered();
    onRows(touched);
  }

  private with(transport: Transport): RecoveryNeeds {
    const { journal, replica, clock, random, log, onRows, onRenumbered } = this.needs;
    return {
      journal,
      transport,
      clock,
      random,
      log,
      renumber: async (numbers, { anew }) => {
        // Within a transaction of the replica, so that no save comes between; the journal commits first, as for a save.
        const touched = await replica.write(async (tx) => {
          const done = await journal.renumbering.apply(numbers);
          onRenumbered();
          log.write('warn', 'sync.rekey', { step: 'journal', ...done });
          return followJournal(this.needs, tx, anew);
        });
        log.write('info', 'sync.rekey', { step: 'replica' });
        onRows(touched);
      },
    };
  }
}
