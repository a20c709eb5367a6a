import { AppError } from '../../../shared/kernel/errors';
import type { SyncStatus } from '../../../shared/protocol/ipc';
import type { Actor } from '../mutate';
import type { LedgerRow } from '../store/journal/ledger';
import type { CallNeeds, Handlers } from './call-needs';
import { peopleOf } from './ledger-calls';
import { needsOf, seesAll } from './needs-you';

type Names = 'sync.status' | 'sync.now' | 'sync.retry' | 'sync.dismiss';

async function statusOf(needs: CallNeeds): Promise<SyncStatus> {
  const { parked, ...desk } = await needs.loop.status();
  const actor = needs.session.actorIfAny();
  return { ...desk, needs: actor ? await needsOf(needs, actor) : { refused: parked, conflicts: 0, tasks: 0 } };
}

/** A parked gesture that this person may settle; `notFound` otherwise, whichever of both it is. */
async function parkedOf({ journal }: CallNeeds, actor: Actor, uid: string): Promise<LedgerRow> {
  const row = await journal.ledger.get(uid);
  if (row?.state === 'parked' && (peopleOf(row).includes(actor.userId) || seesAll(actor))) return row;
  throw new AppError('notFound', 'not parked', { reason: 'ledger.notParked' });
}

/** How the desk stands with the centre, and what a person does about what was refused. */
export function syncCalls(needs: CallNeeds): Handlers<Names> {
  const { session, journal, writer, loop, changes } = needs;
  return {
    'sync.status': () => statusOf(needs),
    async 'sync.now'() {
      loop.wake();
      return null;
    },
    async 'sync.retry'({ uid, newUid }) {
      const actor = session.actor();
      const parked = await parkedOf(needs, actor, uid);
      const { name } = parked;
      // It is made anew in the words of today.
      const { args } = needs.domain.understand(parked);
      await writer.mutate({ uid: newUid, name, args, deps: [] }, actor);
      await journal.ledger.resolve(uid, 'repaired');
      changes.announce({ topic: 'sync' });
      loop.wake();
      return null;
    },
    async 'sync.dismiss'({ uid, repaired }) {
      await parkedOf(needs, session.actor(), uid);
      await journal.ledger.resolve(uid, repaired ? 'repaired' : 'dismissed');
      changes.announce({ topic: 'sync' });
      return null;
    },
  };
}
