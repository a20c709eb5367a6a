import { AppError } from '../../../shared/kernel/errors';
import { ledgerStates, type CallOutput, type LedgerEntry, type SyncStatus } from '../../../shared/protocol/ipc';
import type { Actor } from '../mutate';
import type { LedgerRow, Tally } from '../store/journal/ledger';
import { readAs, type CallNeeds, type Handlers } from './call-needs';
import { needsOf, seesAll } from './needs-you';

type Names =
  'sync.status' | 'sync.now' | 'sync.ledger' | 'sync.ledgerSummary' | 'sync.entry' | 'sync.retry' | 'sync.dismiss';

/** Who did it, and for whom, where it was let through. */
const peopleOf = ({ actor, override }: LedgerRow) => [actor, ...(override ? [override.for] : [])];

async function namesOf(needs: CallNeeds, actor: Actor, ids: readonly string[]): Promise<Map<string, string>> {
  const names = new Map((await needs.journal.people.list()).map(({ userId, name }) => [userId, name]));
  const missing = [...new Set(ids)].filter((id) => !names.has(id));
  if (missing.length === 0) return names;
  const found = await readAs(
    needs,
    actor,
  )({ entity: 'user', where: [{ field: 'id', op: 'in', value: missing }] }).catch(
    () => ({ rows: [] }), // he may not read who his colleagues are; the ids must do
  );
  for (const { id, name } of found.rows) names.set(id, String(name));
  return names;
}

function entryOf(row: LedgerRow, names: ReadonlyMap<string, string>): LedgerEntry {
  const { uid, name, args, state, at, actor, override, error } = row;
  const details = Object.fromEntries(Object.entries(error?.details ?? {}).filter(([, value]) => value !== undefined));
  const personOf = (userId: string) => ({ userId, name: names.get(userId) ?? userId });
  return {
    uid,
    name,
    args,
    state,
    at,
    actor: personOf(actor),
    override: override ? { for: personOf(override.for), reason: override.reason } : null,
    error: error && { ...error, details: details as Record<string, never> }, // undefined was taken out, the rest is JSON
  };
}

/** Whose entries this person sees of those he asks for; undefined: none of them. */
function whoseOf(actor: Actor, asked: string | null): string | null | undefined {
  if (seesAll(actor)) return asked;
  return asked === null || asked === actor.userId ? actor.userId : undefined;
}

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

/** How many entries there are in each state, and whose they are, of those that this person may see. */
async function summaryOf(
  needs: CallNeeds,
  { actor: asked, since }: { actor: string | null; since: number },
): Promise<CallOutput<'sync.ledgerSummary'>> {
  const actor = needs.session.actor();
  const all = seesAll(actor);
  const isOf = (one: Tally, userId: string) => one.actor === userId || one.for === userId;
  const seen = (await needs.journal.ledger.tally(since)).filter((one) => all || isOf(one, actor.userId));
  const chosen = seen.filter((one) => asked === null || isOf(one, asked));
  const involved = seen.flatMap((one) => [one.actor, ...(one.for === null ? [] : [one.for])]);
  const ids = [...new Set(involved)].filter((id) => all || id === actor.userId);
  const names = await namesOf(needs, actor, ids);
  const countOf = (state: LedgerEntry['state']) =>
    chosen.reduce((sum, one) => sum + (one.state === state ? one.count : 0), 0);
  return {
    counts: Object.fromEntries(ledgerStates.map((state) => [state, countOf(state)])) as Record<
      LedgerEntry['state'],
      number
    >, // one for each state
    people: ids.map((userId) => ({ userId, name: names.get(userId) ?? userId })),
  };
}

/** The ledger: what was sent, waits, or was parked with its reason, and what a person does about it. */
export function syncCalls(needs: CallNeeds): Handlers<Names> {
  const { session, journal, writer, loop, changes } = needs;
  return {
    'sync.status': () => statusOf(needs),
    async 'sync.now'() {
      loop.wake();
      return null;
    },
    async 'sync.ledger'({ actor: asked, ...find }) {
      const actor = session.actor();
      const whose = whoseOf(actor, asked);
      const rows = whose === undefined ? [] : await journal.ledger.list({ ...find, actor: whose });
      const names = await namesOf(needs, actor, rows.flatMap(peopleOf));
      return rows.map((row) => entryOf(row, names));
    },
    'sync.ledgerSummary': (asked) => summaryOf(needs, asked),
    async 'sync.entry'({ uid }) {
      const actor = session.actor();
      const row = await journal.ledger.get(uid);
      if (!row || peopleOf(row).every((id) => whoseOf(actor, id) === undefined)) return null;
      return entryOf(row, await namesOf(needs, actor, peopleOf(row)));
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
