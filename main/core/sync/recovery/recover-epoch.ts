import { must } from '../../../../shared/kernel/assert';
import type { ArchivedName } from '../../store/journal/renumbering';
import { introduce, retire } from './rekey';
import type { RecoveryNeeds } from './recovery-needs';

/** What earlier clients of these files had confirmed and the centre has lost. They are fenced again: it may have forgotten that too. */
async function lostOfOthers(
  { transport }: RecoveryNeeds,
  archived: readonly ArchivedName[],
  known: ReadonlySet<string | null>,
): Promise<string[]> {
  const lost: string[] = [];
  const others = new Set(archived.map(({ clientId }) => clientId).filter((id) => !known.has(id)));
  for (const clientId of others) {
    if (clientId === null) continue;
    const own = archived.filter((one) => one.clientId === clientId);
    const answer = await retire(
      transport,
      clientId,
      own.map(({ uid }) => uid),
    );
    const there = new Set(answer.known);
    lost.push(...own.filter(({ uid, mid }) => mid > answer.lmid && !there.has(uid)).map(({ uid }) => uid));
  }
  return lost;
}

/**
 * The centre was restored from a backup, or has lost commits: what it had confirmed to this desk and no longer has waits again, before
 * all that waits, and every scope is loaded anew. Nothing is lost by a crash: the centre goes on refusing until it is done.
 */
export async function recoverEpoch(needs: RecoveryNeeds): Promise<void> {
  const { journal, transport, clock, log } = needs;
  const identity = await journal.identity.get();
  const { clientId, epoch, lmid } = await introduce(transport, must(identity.incarnation, 'incarnation'));
  log.write('warn', 'sync.epoch', { step: 'registered' });
  const archived = await journal.renumbering.archived();
  const base = clientId === identity.clientId ? lmid : 0;
  const own = archived.filter((one) => one.clientId === identity.clientId && one.mid > base);
  const others = await lostOfOthers(needs, archived, new Set([null, identity.clientId]));
  log.write('warn', 'sync.epoch', { step: 'asked' });
  const lost = new Set([...others, ...own.map(({ uid }) => uid)]);
  const numbers = { clientId, epoch, incarnation: null, base: lmid, settled: new Set<string>(), lost };
  await needs.renumber({ ...numbers, now: clock.now() }, { kind: 'epoch', anew: true });
}
