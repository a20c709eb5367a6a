import type { Clock, Random } from '../../../shared/kernel/clock';
import { newId } from '../../../shared/kernel/id';
import { clientSchema, type Client } from '../../../shared/protocol/sync';
import type { Journal } from '../store/journal';
import { keepLimits } from './health/desk-limits';
import type { Transport } from './transport';

/** Who this set of files is to the centre. */
export interface SyncIdentity {
  readonly clientId: string;
  readonly epoch: string;
}

interface Needs {
  readonly journal: Journal;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
}

/** The incarnation's name, made before it is first told, so that a registration whose answer was lost gives the same client. */
async function incarnationOf({ journal, clock, random }: Needs): Promise<string> {
  const { incarnation } = await journal.identity.get();
  if (incarnation !== null) return incarnation;
  const made = newId(clock.now(), random);
  await journal.identity.setIncarnation(made);
  return made;
}

/** Introduces this incarnation of the local files to the centre, once. Throws what the line throws. */
export async function ensureClient(needs: Needs): Promise<SyncIdentity> {
  const { clientId, epoch } = await needs.journal.identity.get();
  if (clientId !== null && epoch !== null) return { clientId, epoch };
  const incarnation = await incarnationOf(needs);
  const client: Client = await needs.transport.ask({
    method: 'POST',
    path: '/sync/clients',
    body: { incarnation },
    schema: clientSchema,
  });
  await keepLimits(needs.journal, client);
  await needs.journal.identity.setClient(client);
  return { clientId: client.clientId, epoch: client.epoch };
}
