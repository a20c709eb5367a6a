import { AppError } from '../../../../shared/kernel/errors';
import { newId } from '../../../../shared/kernel/id';
import { clientSchema, retiredSchema, type Client, type Retired } from '../../../../shared/protocol/sync';
import type { Journal } from '../../store/journal';
import { entriesAbove } from '../entries-above';
import type { Transport } from '../transport';
import type { RecoveryNeeds } from './recovery-needs';

/** The centre has forgotten the names of gestures that are older than this. */
export const FORGOTTEN_MS = 90 * 24 * 3_600_000;
/** To one question, as the protocol has it. */
const MOST_UIDS = 5000;

/** Introduces files of this name. The same name always gives the same client. */
export function introduce(transport: Transport, incarnation: string): Promise<Client> {
  return transport.ask({ method: 'POST', path: '/sync/clients', body: { incarnation }, schema: clientSchema });
}

/** Fences a client, and asks what the centre knows of these gestures. One that the centre has never seen needs no fence. */
export async function retire(transport: Transport, clientId: string, uids: readonly string[]): Promise<Retired> {
  const known: string[] = [];
  let lmid = 0;
  for (let at = 0; at === 0 || at < uids.length; at += MOST_UIDS) {
    const body = { uids: uids.slice(at, at + MOST_UIDS) };
    const path = `/sync/clients/${clientId}/retire`;
    try {
      const answer = await transport.ask({ method: 'POST', path, body, schema: retiredSchema });
      known.push(...answer.known);
      lmid = answer.lmid;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'notFound') throw error;
    }
  }
  return { lmid, known };
}

/**
 * What the old client had sent so long ago that the centre no longer knows its name: it was settled, and sent again it would count
 * twice. Everything else is sent again under its own name; the centre tells what became of it, also that it was refused.
 */
async function settledLongAgo({ journal, clock }: RecoveryNeeds, retired: Retired): Promise<Set<string>> {
  const known = new Set(retired.known);
  const before = clock.now() - FORGOTTEN_MS;
  const waiting = await entriesAbove(journal.outbox, 0);
  const old = waiting.filter(({ uid, mid, at }) => mid <= retired.lmid && at < before && !known.has(uid));
  return new Set(old.map(({ uid }) => uid));
}

/** A client for a new name of these files, which nothing has ever been sent under. */
async function freshClient({ journal, transport, clock, random, log }: RecoveryNeeds) {
  for (;;) {
    const begun = await journal.renumbering.pending();
    const incarnation = begun ?? newId(clock.now(), random);
    if (begun === null) await journal.renumbering.begin(incarnation);
    log.write('info', 'sync.rekey', { step: 'begun' });
    const client = await introduce(transport, incarnation);
    log.write('info', 'sync.rekey', { step: 'registered' });
    if (client.lmid === 0) return { incarnation, client };
    // A backup of the journal, taken while it changed its client, was restored: that name was lived under since.
    await journal.renumbering.begin(newId(clock.now(), random));
  }
}

/** Have these files been restored or copied, or did a change of client begin? */
export async function isRekeyDue(journal: Journal): Promise<boolean> {
  if ((await journal.renumbering.pending()) !== null) return true;
  const { incarnation } = await journal.identity.get();
  return incarnation !== (await journal.identity.outside());
}

/**
 * Gives everything that waits to a new client, under the same names: for files that were restored or copied, and when the centre has
 * retired the client or found that it runs twice. Every step may be the last: the next try finds where it stood.
 */
export async function rekey(needs: RecoveryNeeds): Promise<void> {
  const { journal, transport, log, clock } = needs;
  const { incarnation, client } = await freshClient(needs);
  const { clientId: old } = await journal.identity.get();
  const uids = (await entriesAbove(journal.outbox, 0)).map(({ uid }) => uid);
  const retired = old === null ? { lmid: 0, known: [] } : await retire(transport, old, uids);
  log.write('info', 'sync.rekey', { step: 'retired' });
  await journal.identity.setOutside(incarnation);
  log.write('info', 'sync.rekey', { step: 'outside' });
  const { clientId, epoch } = client;
  const settled = await settledLongAgo(needs, retired);
  const numbers = { clientId, epoch, incarnation, base: 0, settled, lost: new Set<string>(), now: clock.now() };
  await needs.renumber(numbers, { kind: 'rekey', anew: false });
}
