import type { Domain } from '../../../../shared/kernel/register';
import type { Log } from '../../ports';
import type { Journal } from '../../store/journal';
import type { ReplicaTx } from '../../store/replica/replica-tx';
import { rebased } from '../rebase';
import type { TouchedIds } from '../touched';

interface Needs {
  readonly journal: Journal;
  readonly domain: Domain;
  readonly log: Log;
}

/** Is this replica still that of the journal's client and epoch? One that never pulled belongs to nobody yet. */
export async function isFollowing(tx: Pick<ReplicaTx, 'state'>, journal: Journal): Promise<boolean> {
  const { clientId, epoch } = await journal.identity.get();
  const state = await tx.state();
  return state.clientId === null || (state.clientId === clientId && state.epoch === epoch);
}

/**
 * Puts the replica where the journal stands after a change of client or epoch: what waits is run anew under its new numbers, and
 * after a change of epoch every scope is loaded anew, its rows staying in sight. Harmless when repeated, so it is also the way back
 * after a crash between the two files.
 */
export async function followJournal(
  { journal, domain, log }: Needs,
  tx: ReplicaTx,
  anew: boolean,
): Promise<TouchedIds> {
  const { clientId, epoch } = await journal.identity.get();
  const state = await tx.state();
  return rebased({ outbox: journal.outbox, domain, log }, tx, {
    confMid: 0,
    async change() {
      if (anew || (state.epoch !== null && state.epoch !== epoch)) await tx.resetCursors();
      // A lower number only makes the next pull tell refusals again; an answer to an older pull is refused by its sequence.
      await tx.setState({ clientId, epoch, confMid: 0, appliedMid: 0, pullSeq: state.pullSeq + 1 });
    },
  });
}
