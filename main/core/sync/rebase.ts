import { AppError } from '../../../shared/kernel/errors';
import type { Domain } from '../../../shared/kernel/register';
import type { PullAnswer, Rows, ScopeDelta } from '../../../shared/protocol/sync';
import type { Log } from '../ports';
import { replay, type Replayed } from '../replay';
import type { OutboxEntry } from '../store/journal/entry';
import type { Outbox } from '../store/journal/outbox';
import type { ReplicaTx } from '../store/replica/replica-tx';
import type { ReplicaState } from '../store/replica/state';
import { affectedBy, haveMet, rowsOf, type Affected } from './rebase/affected';
import { entriesAbove } from './entries-above';
import { putAgain } from './reread';
import { touch, touchAll, type TouchedIds } from './touched';

interface Needs {
  readonly domain: Domain;
  readonly outbox: Outbox;
  readonly log: Log;
  /** So many waiting gestures could not be replayed. */
  readonly onFailed?: (count: number) => void;
}

type Delta = Extract<ScopeDelta, { kind: 'delta' }>;
const isDelta = (scope: ScopeDelta): scope is Delta => scope.kind === 'delta';

/** What an answer was asked with, so that a delayed or misdirected one is known. */
export interface Asked {
  readonly clientId: string;
  readonly epoch: string;
  readonly pullSeq: number;
}

const stale = (what: string) =>
  new AppError('damaged', `The answer is not to this pull: ${what}`, { reason: 'sync.stale' });

/** Refuses an answer to an older pull, of another client or epoch, or that does not go on where this desk stands. */
export async function assertFresh(tx: ReplicaTx, asked: Asked, answer: PullAnswer): Promise<ReplicaState> {
  const state = await tx.state();
  if (answer.clientId !== asked.clientId) throw stale('client');
  if (answer.epoch !== asked.epoch) throw stale('epoch');
  if (answer.pullSeq !== asked.pullSeq || state.pullSeq !== asked.pullSeq) throw stale('sequence');
  if (state.clientId !== null && state.clientId !== asked.clientId) throw stale('replica of another client');
  if (state.epoch !== null && state.epoch !== asked.epoch) throw stale('replica of another epoch');
  const cursors = new Map((await tx.cursors()).map(({ scope, v }) => [scope, v]));
  for (const { scope, from } of answer.scopes.filter(isDelta)) {
    if (cursors.get(scope) !== from) throw stale(`scope ${scope}`);
  }
  return state;
}

async function putRows({ domain, log }: Needs, tx: ReplicaTx, changes: Rows, touched: TouchedIds): Promise<void> {
  const entity = domain.entities.find(({ name }) => name === changes.entity);
  if (!entity) {
    log.write('warn', 'sync.pull.unknownEntity', { entity: changes.entity });
    return;
  }
  touch(touched, entity.name, await tx.applyRows(entity, changes.columns, changes.rows));
}

/** All puts before all deletes; a delete only counts where the row still lies in that scope, so a row that moved survives. */
async function applyDeltas(needs: Needs, tx: ReplicaTx, deltas: readonly Delta[]): Promise<TouchedIds> {
  const touched: TouchedIds = new Map();
  for (const { changes } of deltas) for (const rows of changes) await putRows(needs, tx, rows, touched);
  for (const { scope, changes } of deltas) {
    for (const { entity: name, removed } of changes) {
      const entity = needs.domain.entities.find((one) => one.name === name);
      if (entity) touch(touched, name, await tx.removeRows(entity, removed, scope));
    }
  }
  return touched;
}

/** Scopes that this desk holds, wholly or in part, and may hold no longer. What waits for them stays in the outbox. */
async function purgeLeft(tx: ReplicaTx, membership: readonly string[], touched: TouchedIds): Promise<void> {
  for (const { scope } of await tx.cursors()) {
    if (membership.includes(scope)) continue;
    for (const entity of await tx.purgeScope(scope)) touch(touched, entity.name, null);
  }
}

interface Change {
  readonly confMid: number;
  readonly change: (touched: TouchedIds) => Promise<void>;
  /** All rows that `change` may write, by `rowKey`; left out where nobody can tell. */
  readonly rows?: Iterable<string>;
}

/** Everything back to what the centre has told, and all that waits run anew. */
async function anew(needs: Needs, tx: ReplicaTx, { touched, waiting, change }: Anew): Promise<Replayed> {
  await tx.setState({ capture: false });
  touchAll(touched, await tx.rewind());
  await change?.(touched);
  await tx.setState({ capture: true });
  return replay(tx, waiting, needs.domain);
}

interface Anew {
  readonly touched: TouchedIds;
  readonly waiting: readonly OutboxEntry[];
  readonly change?: Change['change'];
}

/** The same for what the change concerns; what stays comes to what it would come to. */
async function inPart(
  needs: Needs,
  tx: ReplicaTx,
  { affected, touched, waiting, change }: Anew & { affected: Affected },
): Promise<Replayed> {
  await tx.setState({ capture: false });
  touchAll(touched, await tx.rewindRows(affected.rows));
  tx.footprints.drop(affected.gone);
  await change?.(touched);
  await tx.setState({ capture: true });
  const replayed = await replay(tx, affected.entries, needs.domain);
  const now = affected.entries.flatMap(({ uid }) => tx.footprints.all?.get(uid) ?? []);
  if (!haveMet(now, affected.kept)) return replayed;
  touchAll(touched, replayed.touched);
  return anew(needs, tx, { touched, waiting });
}

/** The rows of the centre change under what waits: rewound before, replayed after, all of it or what the change concerns. */
export async function rebased(needs: Needs, tx: ReplicaTx, { confMid, change, rows }: Change): Promise<TouchedIds> {
  const touched: TouchedIds = new Map();
  const waiting = await entriesAbove(needs.outbox, confMid);
  const affected = rows ? affectedBy(tx.footprints.all, waiting, rows) : null;
  const work = { touched, waiting, change };
  const replayed = await (affected ? inPart(needs, tx, { ...work, affected }) : anew(needs, tx, work));
  const last = waiting.at(-1);
  if (last) await tx.setState({ appliedMid: last.mid });
  touchAll(touched, replayed.touched);
  const failed = replayed.failed.length;
  if (failed > 0) {
    needs.log.write('info', 'sync.replay.failed', { count: failed });
    needs.onFailed?.(failed);
  }
  return touched;
}

/** A number that no push of these files was answered for, and the centre has dealt with: a copy of them has used it. */
async function assertNoCopy({ outbox }: Needs, { lmid }: PullAnswer): Promise<void> {
  if (lmid >= (await outbox.firstUnsent()))
    throw new AppError('conflict', 'these files run twice', { reason: 'forked' });
}

/** Did the centre tell anything that changes a row, or settle a gesture? */
function isNews(answer: PullAnswer, state: ReplicaState, scopes: readonly string[]): boolean {
  const settles = answer.lmid > state.confMid;
  const moves = answer.scopes.some((scope) => isDelta(scope) && scope.to !== scope.from);
  const again = (answer.reread ?? []).length > 0;
  return settles || moves || again || scopes.some((scope) => !answer.membership.includes(scope));
}

/**
 * Applies a pull in one transaction of the replica: checks, rewinds, purges, applies, moves the cursors, replays.
 * Resolves to the rows that may look different now. Throws `damaged` (`sync.stale`) for an answer that is not to be applied, and
 * `conflict` (`forked`) when a copy of these files has spoken. To be asked for after a push of all that waits.
 */
export async function applyPull(
  needs: Needs,
  tx: ReplicaTx,
  { asked, answer, now }: { asked: Asked; answer: PullAnswer; now: number },
): Promise<TouchedIds> {
  const state = await assertFresh(tx, asked, answer);
  await assertNoCopy(needs, answer);
  const confMid = Math.max(state.confMid, answer.lmid);
  const { clientId, epoch, membership } = answer;
  const known = { clientId, epoch, membership, confMid, pullSeq: state.pullSeq + 1, lastPull: now };
  const held = (await tx.cursors()).map(({ scope }) => scope);
  if (!isNews(answer, state, held)) {
    await tx.setState(known);
    return new Map();
  }
  const deltas = answer.scopes.filter(isDelta);
  const leaves = held.some((scope) => !membership.includes(scope));
  const rereads = (answer.reread ?? []).length > 0;
  return rebased(needs, tx, {
    confMid,
    ...(leaves || rereads ? {} : { rows: rowsOf(deltas) }),
    async change(touched) {
      await purgeLeft(tx, membership, touched);
      touchAll(touched, await applyDeltas(needs, tx, deltas));
      await putAgain(tx, answer, { domain: needs.domain, touched });
      for (const { scope, to } of deltas) await tx.setCursor({ scope, v: to, resume: null });
      await tx.setState(known);
    },
  });
}
