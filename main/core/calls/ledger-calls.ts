import { ledgerStates, type LedgerEntry } from '../../../shared/protocol/ipc';
import type { Actor } from '../mutate';
import type { LedgerRow, Tally } from '../store/journal/ledger';
import { readAs, type CallNeeds, type Handlers } from './call-needs';
import { seesAll } from './needs-you';

type Names = 'sync.ledger' | 'sync.ledgerSummary' | 'sync.entry';

/** Who did it, and for whom, where it was let through. */
export const peopleOf = ({ actor, override }: LedgerRow) => [actor, ...(override ? [override.for] : [])];

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

/** The ledger: what was sent, waits, or was parked with its reason. A person sees his own, unless he looks after the desk. */
export function ledgerCalls(needs: CallNeeds): Handlers<Names> {
  const { session, journal } = needs;
  return {
    async 'sync.ledger'({ actor: asked, ...find }) {
      const actor = session.actor();
      const whose = whoseOf(actor, asked);
      const rows = whose === undefined ? [] : await journal.ledger.list({ ...find, actor: whose });
      const names = await namesOf(needs, actor, rows.flatMap(peopleOf));
      return rows.map((row) => entryOf(row, names));
    },
    async 'sync.ledgerSummary'({ actor: asked, since }) {
      const actor = session.actor();
      const all = seesAll(actor);
      const isOf = (one: Tally, userId: string) => one.actor === userId || one.for === userId;
      const seen = (await journal.ledger.tally(since)).filter((one) => all || isOf(one, actor.userId));
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
    },
    async 'sync.entry'({ uid }) {
      const actor = session.actor();
      const row = await journal.ledger.get(uid);
      if (!row || peopleOf(row).every((id) => whoseOf(actor, id) === undefined)) return null;
      return entryOf(row, await namesOf(needs, actor, peopleOf(row)));
    },
  };
}
