import { AppError } from '../../shared/kernel/errors';
import type { MutationMessage, Outcome, Push, PushAnswer } from '../../shared/protocol/sync';
import { BufferedRows } from '../../shared/store/rows/buffered-rows';
import { foresee } from '../../shared/store/rows/foresee';
import { places, type Sql, type SqlValue } from '../../shared/store/sql';
import type { Context } from '../context';
import { isPassingFault, patiently } from '../store/passing-fault';
import { audit, type Deed } from './audit';
import { clientOf, type ClientRow } from './clients';
import { FieldEdits } from './field-edits';
import { judge, type KnownActors } from './judge';
import { memberships } from './members';
import { done, keepParked, outcomeOfUid, parked, parkedOf } from './results';
import { logTouches } from './scope-log';
import { addTouch, type Touches } from './touches';

/** One transaction takes at most so many mutations, or so long; then its locks are given back. */
const BATCH = 50;
const BATCH_MS = 200;
/** A first try gives up waiting for a row before PostgreSQL (after a second) looks for deadlocks. */
const LOCK_MS = 300;
/** The advisory lock of those who try again. */
const AGAIN = 4781;

interface Batch {
  readonly lmid: number;
  readonly results: readonly Outcome[];
  readonly versions: Readonly<Record<string, number>>;
  readonly touched: ReadonlySet<string>;
}

interface Asked extends Push {
  readonly device: string;
}

/** What a transaction has done so far. */
interface Work {
  readonly results: Outcome[];
  readonly touches: Touches;
  readonly deeds: Deed[];
  readonly actors: KnownActors;
  readonly edits: FieldEdits;
  readonly rows: BufferedRows | null;
  /** Gestures that were consumed before, or are now. */
  readonly seen: Set<string>;
  /** Rows of `sync_uid` to be kept. */
  readonly uids: SqlValue[][];
}

async function seenUids(sql: Sql, mutations: readonly MutationMessage[]): Promise<Set<string>> {
  if (mutations.length === 0) return new Set();
  const text = `SELECT uid FROM sync_uid WHERE uid IN (${places(mutations.length)})`;
  const rows = await sql.all(
    text,
    mutations.map(({ uid }) => uid),
  );
  return new Set(rows.map((row) => String(row['uid'])));
}

/** In one statement for all. One that another client has sent meanwhile breaks the transaction off; the next try then sees it. */
async function keepUids(sql: Sql, uids: readonly SqlValue[][]): Promise<void> {
  const rows = uids.map(() => '(?, ?, ?, ?)').join(', ');
  if (uids.length > 0) await sql.run(`INSERT INTO sync_uid (uid, client, mid, at) VALUES ${rows}`, uids.flat());
}

async function consume(
  sql: Sql,
  context: Context,
  { asked, mutation, work }: { asked: Asked; mutation: MutationMessage; work: Work },
): Promise<void> {
  const { device, clientId } = asked;
  const { uid, mid, name, ver, actor, override } = mutation;
  const at = context.clock.now();
  if (work.seen.has(uid)) {
    const outcome = await outcomeOfUid(sql, mutation);
    await keepParked(sql, clientId, { mutation, outcome, at });
    work.results.push(outcome);
    return;
  }
  work.seen.add(uid);
  work.uids.push([uid, clientId, mid, at]);
  const { actors, edits, rows } = work;
  const verdict = await judge(sql, context, { device, mutation, actors, edits, rows });
  const outcome = 'touches' in verdict ? done(mutation) : parked(mutation, verdict.error);
  await keepParked(sql, clientId, { mutation, outcome, at });
  work.results.push(outcome);
  if (!('touches' in verdict)) return;
  for (const touch of verdict.touches.values()) addTouch(work.touches, touch);
  if ([...verdict.touches.values()].some(({ entity }) => memberships.has(entity.name))) {
    await rows?.flush(); // who may do what is read from the tables
    actors.clear();
  }
  work.deeds.push({ at, actor, device, verb: `${name}@${ver}`, uid, touches: verdict.touches, override });
}

/** A number that comes again with another gesture is from a copy of the desk's files: to call it done would lose it. */
async function checkCopies(sql: Sql, client: ClientRow, again: readonly MutationMessage[]): Promise<void> {
  const uids = again.map(({ uid }) => uid);
  const rows = await sql.all(`SELECT uid FROM sync_uid WHERE uid IN (${places(uids.length)})`, uids);
  const seen = new Set(rows.map((row) => String(row['uid'])));
  const mids = again.filter(({ uid }) => !seen.has(uid)).map(({ mid }) => mid);
  if (mids.length === 0) return;
  // A name may also be so old that it was forgotten; then its number is nobody's.
  const taken = `SELECT mid FROM sync_uid WHERE client = ? AND mid IN (${places(mids.length)}) LIMIT 1`;
  const [other] = await sql.all(taken, [client.id, ...mids]);
  if (other) throw new AppError('conflict', 'this client runs twice', { reason: 'forked', mid: Number(other['mid']) });
}

/** Those that were consumed before: their outcomes again. Throws `conflict` (forked). */
async function repeat(sql: Sql, client: ClientRow, mutations: readonly MutationMessage[]): Promise<Outcome[]> {
  const again = mutations.filter(({ mid }) => mid <= client.lmid);
  const first = again[0];
  if (!first) return [];
  await checkCopies(sql, client, again);
  const refused = await parkedOf(sql, client.id, { from: first.mid - 1, to: client.lmid });
  const byMid = new Map(refused.map((outcome) => [outcome.mid, outcome]));
  return again.map((mutation) => byMid.get(mutation.mid) ?? done(mutation));
}

/** Numbers follow each other within a message; `invalid` otherwise. */
function checkOrder(mutations: readonly MutationMessage[]): void {
  const broken = mutations.findIndex(({ mid }, index) => mid !== (mutations[0]?.mid ?? 0) + index);
  if (broken !== -1)
    throw new AppError('invalid', 'numbers must follow each other', { field: `mutations.${broken}.mid` });
}

/**
 * Verbs lock rows in the order in which they come to them, so that two transactions may wait for each other. A first try then gives way;
 * those who try again queue up, one at a time, and insist: each conflict costs one short wait, and no two insist at once.
 */
async function yieldOrInsist(sql: Sql, again: boolean): Promise<void> {
  if (again) await sql.all(`SELECT pg_advisory_xact_lock(${AGAIN})`);
  else await sql.run(`SET LOCAL lock_timeout = ${LOCK_MS}`);
}

/** How a transaction goes about its work. */
interface Manner {
  /** It was tried before. */
  readonly again: boolean;
  /** Each verb on the tables in a savepoint, which costs many round trips and is able to do whatever a verb asks. */
  readonly onTables: boolean;
}

/** One transaction: repeats what is known, consumes what is new, and hands out the scopes' versions at its very end. */
async function applyBatch(
  sql: Sql,
  context: Context,
  { asked, again, onTables }: { asked: Asked } & Manner,
): Promise<Batch> {
  if (sql.dialect === 'postgres') await yieldOrInsist(sql, again);
  const client = await clientOf(sql, asked, true);
  const repeated = await repeat(sql, client, asked.mutations);
  const fresh = asked.mutations.slice(repeated.length, repeated.length + BATCH);
  const seen = await seenUids(sql, fresh);
  const rows = onTables ? null : new BufferedRows({ sql, lock: true });
  const work: Work = {
    ...{ results: [...repeated], touches: new Map(), deeds: [], actors: new Map(), seen, uids: [] },
    ...{ edits: new FieldEdits(sql, context.domain), rows },
  };
  if (rows) await foresee(context.domain, rows, fresh.filter(({ uid }) => !seen.has(uid))); // prettier-ignore
  let lmid = client.lmid;
  const end = context.clock.monotonic() + BATCH_MS;
  for (const mutation of fresh) {
    if (mutation.mid !== lmid + 1)
      throw new AppError('conflict', 'mutations are missing', { reason: 'outOfOrder', expected: lmid + 1 });
    await consume(sql, context, { asked, mutation, work });
    lmid = mutation.mid;
    if (context.clock.monotonic() > end) break;
  }
  if (lmid === client.lmid) return { lmid, results: work.results, versions: {}, touched: new Set() };
  await rows?.flush();
  await work.edits.flush();
  await keepUids(sql, work.uids);
  await sql.run('UPDATE sync_client SET lmid = ? WHERE id = ?', [lmid, client.id]);
  await audit(sql, `client/${client.id}`, work.deeds);
  const versions = await logTouches(sql, work.touches, context.clock.now());
  const touched = new Set([...work.touches.values()].map((touch) => touch.entity.name));
  return { lmid, results: work.results, versions, touched };
}

/** The refusals of a push itself; anything else that is thrown may come of running verbs in memory. */
const isOfThePush = (error: unknown) =>
  error instanceof AppError && error.code !== 'internal' && error.code !== 'damaged';

/** One transaction's worth of what is asked: in memory, and once more on the tables when that does not go. */
async function applyPatiently(context: Context, asked: Asked): Promise<Batch> {
  const apply = (onTables: boolean) =>
    patiently(
      (again) => context.db.write((sql) => applyBatch(sql, context, { asked, again, onTables })),
      (tries, error) => context.log('warn', 'push.fault', { tries, message: String(error) }),
    ).catch((error: unknown) => {
      throw isPassingFault(error) ? new AppError('unavailable', 'try again', { reason: 'busy' }) : error;
    });
  try {
    return await apply(false);
  } catch (error) {
    if (isOfThePush(error)) throw error;
    context.log('warn', 'push.onTables', { message: String(error) });
    return apply(true);
  }
}

/**
 * Applies mutations in order, each exactly once, whatever is sent twice. A refusal is an outcome, not an error.
 * Throws `conflict` (epoch, retired, forked, outOfOrder with `expected`), `notFound` (unknownClient), `unavailable`.
 */
export async function push(context: Context, asked: Asked): Promise<PushAnswer> {
  checkOrder(asked.mutations);
  const results: Outcome[] = [];
  let lmid = 0;
  while (results.length < asked.mutations.length) {
    const rest = { ...asked, mutations: asked.mutations.slice(results.length) };
    const batch = await applyPatiently(context, rest);
    results.push(...batch.results);
    lmid = batch.lmid;
    context.hub.publish(batch.versions);
    if ([...batch.touched].some((name) => memberships.has(name))) context.hub.membership();
  }
  return { lmid, results };
}
