import { AppError } from '../../../shared/kernel/errors';
import { may } from '../../../shared/kernel/permission';
import type { LedgerEntry } from '../../../shared/protocol/ipc';
import type { Actor } from '../mutate';
import type { LedgerRow } from '../store/journal/ledger';
import { readAs, type CallNeeds, type Handlers } from './call-needs';

type Names = 'sync.status' | 'sync.now' | 'sync.ledger' | 'sync.retry' | 'sync.dismiss';

/** Sees and settles what everybody at this desk has done, not only what he did himself. */
const SEES_ALL = 'administration.desk.read';

const seesAll = ({ rights }: Actor) => may(rights, SEES_ALL);

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
  const { uid, name, args, state, at, actor, error } = row;
  const details = Object.fromEntries(Object.entries(error?.details ?? {}).filter(([, value]) => value !== undefined));
  return {
    uid,
    name,
    args,
    state,
    at,
    actor: { userId: actor, name: names.get(actor) ?? actor },
    error: error && { ...error, details: details as Record<string, never> }, // undefined was taken out, the rest is JSON
  };
}

/** A parked gesture that this person may settle; `notFound` otherwise, whichever of both it is. */
async function parkedOf({ journal }: CallNeeds, actor: Actor, uid: string): Promise<LedgerRow> {
  const row = await journal.ledger.get(uid);
  if (row?.state === 'parked' && (row.actor === actor.userId || seesAll(actor))) return row;
  throw new AppError('notFound', 'not parked', { reason: 'ledger.notParked' });
}

/** The ledger: what was sent, waits, or was parked with its reason, and what a person does about it. */
export function syncCalls(needs: CallNeeds): Handlers<Names> {
  const { session, journal, writer, loop, changes } = needs;
  return {
    'sync.status': () => loop.status(),
    async 'sync.now'() {
      loop.wake();
      return null;
    },
    async 'sync.ledger'({ state, before, limit }) {
      const actor = session.actor();
      const whose = seesAll(actor) ? null : actor.userId;
      const rows = await journal.ledger.list({ state, before, limit, actor: whose });
      const names = await namesOf(
        needs,
        actor,
        rows.map((row) => row.actor),
      );
      return rows.map((row) => entryOf(row, names));
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
    async 'sync.dismiss'({ uid }) {
      await parkedOf(needs, session.actor(), uid);
      await journal.ledger.resolve(uid, 'dismissed');
      changes.announce({ topic: 'sync' });
      return null;
    },
  };
}
