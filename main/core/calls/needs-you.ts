import { openConflicts, openTasks } from '../../../shared/domain/administration/needs-you';
import { may } from '../../../shared/kernel/permission';
import type { QueryInput } from '../../../shared/kernel/query';
import type { SyncStatus } from '../../../shared/protocol/ipc';
import type { Actor } from '../mutate';
import type { CallNeeds } from './call-needs';

/** Nobody reads a larger number. */
const BOUND = 1000;

/** Looks after the desk: sees and settles what everybody here has done, not only what he did himself. */
export const seesAll = ({ rights }: Actor) => may(rights, 'administration.desk.read');

/** How much needs this person. */
export async function needsOf(
  { domain, reader, journal }: Pick<CallNeeds, 'domain' | 'reader' | 'journal'>,
  actor: Actor,
): Promise<SyncStatus['needs']> {
  const { rights, userId } = actor;
  const mayDo = (capability: string) => may(rights, capability);
  const count = async (query: QueryInput | null) => (query ? reader.countTo(BOUND, query, rights) : 0);
  const { parked } = await journal.ledger.counts(seesAll(actor) ? null : userId);
  return {
    refused: parked,
    conflicts: await count(openConflicts(domain.entities, mayDo)),
    tasks: await count(openTasks(mayDo)),
  };
}
