import type { Clock } from '../../../shared/kernel/clock';
import type { Domain } from '../../../shared/kernel/register';
import { pullAnswerSchema, type Outcome, type PullAnswer } from '../../../shared/protocol/sync';
import type { Log } from '../ports';
import type { Journal } from '../store/journal';
import type { Replica } from '../store/replica';
import type { ReplicaTx } from '../store/replica/replica-tx';
import { entriesAbove } from './entries-above';
import type { SyncHealth } from './health/sync-health';
import { applyPull, type Asked } from './rebase';
import type { SyncIdentity } from './register';
import { rereadAsked } from './reread';
import type { AnnouncedFile } from './snapshot/fetch';
import type { TouchedIds } from './touched';
import type { Transport } from './transport';

interface Needs {
  readonly journal: Journal;
  readonly replica: Replica;
  readonly domain: Domain;
  readonly clock: Clock;
  readonly log: Log;
  readonly health?: SyncHealth;
}

interface Target extends SyncIdentity {
  readonly transport: Transport;
  readonly signal: AbortSignal;
}

/** What a pull brought. */
export interface Pulled {
  readonly touched: TouchedIds;
  /** The centre has more; pull again at once. */
  readonly more: boolean;
  /** Scopes to be loaded whole, with about how many rows. */
  readonly snapshots: readonly {
    readonly scope: string;
    readonly rows: number;
    readonly file?: AnnouncedFile | undefined;
  }[];
  /** How many gestures were settled. */
  readonly settled: number;
}

/** Of what the centre has dealt with, only refusals are listed; every other is done. */
async function outcomes({ journal }: Needs, { lmid, results }: PullAnswer): Promise<Outcome[]> {
  const refused = new Map(results.map((outcome) => [outcome.mid, outcome]));
  const settled = (await entriesAbove(journal.outbox, 0)).filter(({ mid }) => mid <= lmid);
  return settled.map(({ mid, uid }) => refused.get(mid) ?? { mid, uid, status: 'done' });
}

/**
 * Fetches what changed and applies it; the only acknowledgement of what was pushed. The replica commits first, and durably when
 * something is settled by it: a crash before the journal does leaves gestures in the outbox that the next pull asks about again. Comes after a push of all that waits.
 * Throws what the line throws, and `conflict` (forked) when a copy of these files has spoken.
 */
export async function pull(needs: Needs, { transport, signal, clientId, epoch }: Target): Promise<Pulled> {
  const { journal, replica, clock, health } = needs;
  const state = await replica.state();
  const known = await replica.cursors();
  const cursors = known.filter(({ v }) => v !== null).map(({ scope, v }) => [scope, v] as const);
  const [oldest] = await journal.outbox.waiting(0, 1);
  const lmid = Math.min(state.confMid, oldest ? oldest.mid - 1 : state.confMid);
  const asked: Asked = { clientId, epoch, pullSeq: state.pullSeq };
  const body = { ...asked, lmid, cursors: Object.fromEntries(cursors), ...rereadAsked(known) };
  const sent = clock.now();
  const answer = await transport.ask({ method: 'POST', path: '/sync/pull', body, schema: pullAnswerSchema, signal });
  if (answer.time !== undefined) health?.heardTime(answer.time, { asked: sent, came: clock.now() });
  const onFailed = (count: number) => health?.predictionsFailed(count);
  const apply = async (tx: ReplicaTx) => {
    const began = clock.monotonic();
    const local = { domain: needs.domain, outbox: journal.outbox, log: needs.log, onFailed };
    const rows = await applyPull(local, tx, { asked, answer, now: clock.now() });
    if (rows.size > 0) health?.rebased(clock.monotonic() - began);
    return rows;
  };
  const settles = oldest !== undefined && answer.lmid >= oldest.mid;
  const touched = await (settles ? replica.writeDurably(apply) : replica.write(apply));
  const settling = await outcomes(needs, answer);
  if (settling.length > 0) await journal.outbox.settle(answer.lmid, settling);
  const now = new Map((await replica.cursors()).map(({ scope, v }) => [scope, v]));
  const then = new Map(cursors);
  return {
    touched,
    more: answer.scopes.some((scope) => scope.kind === 'delta' && scope.more) || (answer.reread ?? []).length > 0,
    // A load that was completed while this pull was under way has set a cursor since.
    snapshots: answer.scopes
      .filter((scope) => scope.kind === 'snapshot')
      .filter(({ scope }) => (now.get(scope) ?? null) === (then.get(scope) ?? null)),
    settled: settling.length,
  };
}
