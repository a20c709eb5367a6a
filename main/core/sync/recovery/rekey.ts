import { AppError } from '../../../../shared/kernel/errors';
import { newId } from '../../../../shared/kernel/id';
import { clientSchema, retiredSchema, type Client, type Retired } from '../../../../shared/protocol/sync';
import type { Journal } from '../../store/journal';
import { entriesAbove } from '../entries-above';
import type { Transport } from '../transport';
import type { RecoveryNeeds } from './recovery-needs';

/** The centre has forgotten the names of gestures that are older than this. */
const FORGOTTEN_MS = 90 * 24 * 3_600_000;
/** To one question, as the protocol has it. */
const MOST_UIDS = 5000;

/** Introduces files of this name. The same name always gives the same client. */
function introduce(transport: Transport, incarnation: string): Promise<Client> {
  return transport.ask({ method: 'POST', path: '/sync/clients', body: { incarnation }, schema: clientSchema });
}

/** Fences a client, and asks what the centre knows of these gestures. One that the centre has never seen needs no fence. */
async function retire(transport: Transport, clientId: string, uids: readonly string[]): Promise<Retired> {
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

interface Asked {
  /** Waiting, and settled so long ago that the centre no longer knows the name: sent again it would count twice. */
  readonly settled: ReadonlySet<string>;
  /** Confirmed once, and not there any more: the centre was restored from a backup, or has lost commits. */
  readonly lost: ReadonlySet<string>;
}

/**
 * Fences every client that these files ever had, for the centre may have forgotten that too, and asks by name for all that they have sent.
 * Numbers would not tell what was lost: a copy of these files may have used them again.
 */
async function askAbout({ journal, transport, clock }: RecoveryNeeds, current: string | null): Promise<Asked> {
  const waiting = await entriesAbove(journal.outbox, 0);
  const archived = await journal.renumbering.archived();
  const clients = new Set([current, ...archived.map(({ clientId }) => clientId)]);
  const before = clock.now() - FORGOTTEN_MS;
  const [settled, lost] = [new Set<string>(), new Set<string>()];
  for (const client of clients) {
    if (client === null) continue;
    const confirmed = archived.filter(({ clientId }) => clientId === client);
    const open = client === current ? waiting : [];
    const answer = await retire(
      transport,
      client,
      [...confirmed, ...open].map(({ uid }) => uid),
    );
    const known = new Set(answer.known);
    for (const { uid } of confirmed) if (!known.has(uid)) lost.add(uid);
    for (const { uid, mid, at } of open) if (mid <= answer.lmid && at < before && !known.has(uid)) settled.add(uid);
  }
  return { settled, lost };
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
 * Gives everything that waits to a new client, under the same names, and behind what the centre has lost: for files that were restored or
 * copied, when the centre has retired the client or found that it runs twice, and when it lost commits or began a new epoch. What the
 * centre has already it answers from memory, also refusals. Every step may be the last: the next try finds where it stood.
 * `anew`: the scopes are loaded anew too.
 */
export async function rekey(needs: RecoveryNeeds, anew: boolean): Promise<void> {
  const { journal, log, clock } = needs;
  const { incarnation, client } = await freshClient(needs);
  const { clientId: old } = await journal.identity.get();
  const asked = await askAbout(needs, old);
  log.write('info', 'sync.rekey', { step: 'retired' });
  await journal.identity.setOutside(incarnation);
  log.write('info', 'sync.rekey', { step: 'outside' });
  const { clientId, epoch } = client;
  await needs.renumber(
    { clientId, epoch, incarnation, ...asked, now: clock.now() },
    { anew: anew || asked.lost.size > 0 },
  );
}
