import { parseInput } from '../../shared/kernel/parse';
import { AppError } from '../../shared/kernel/errors';
import type { Rights } from '../../shared/kernel/permission';
import type { Domain } from '../../shared/kernel/register';
import { NeedsTables, type BufferedRows } from '../../shared/store/rows/buffered-rows';
import type { RowStore } from '../../shared/store/rows/row-store';
import { TableRows } from '../../shared/store/rows/table-rows';
import { verbTxOn } from '../../shared/store/verb-tx';
import type { MutationDraft, OutboxEntry } from './store/journal/entry';
import { newFootprint, noting, rowOfKey, type Footprint } from './store/replica/footprints';
import type { ReplicaTx } from './store/replica/replica-tx';
import type { Touched } from './store/replica/rewind';

interface Run {
  readonly domain: Domain;
  readonly rights: Rights | null;
  /** Gains the rows that are read and written. */
  readonly footprint: Footprint;
}

/** Runs the verb of a gesture. Throws what the verb throws; then the caller undoes it. */
async function runOn(rows: RowStore, draft: MutationDraft, { domain, rights, footprint }: Run): Promise<void> {
  const made = domain.understand(draft);
  const { verb } = made;
  const args = parseInput(verb.args, made.args);
  const store = verbTxOn(noting(rows, footprint), { rights, capability: verb.capability });
  await verb.run(store, args, { actor: draft.actor, at: draft.at, uid: draft.uid });
}

/** Runs the verb of a gesture on the tables of an open replica transaction. Throws what the verb throws; then the caller undoes it. */
export function runVerb(tx: ReplicaTx, draft: MutationDraft, run: Run): Promise<void> {
  return runOn(new TableRows({ sql: tx.sql }), draft, run);
}

/** The rows that a gesture wrote, among others'. */
export function addWritten(touched: Touched, { writes }: Footprint): void {
  for (const key of writes) {
    const [entity, id] = rowOfKey(key);
    touched.set(entity, (touched.get(entity) ?? new Set()).add(id));
  }
}

/** What replaying did: rows written, and the gestures whose verb threw (they stay waiting; a failed prediction is never fatal). */
export interface Replayed {
  readonly touched: Touched;
  readonly failed: readonly string[];
}

/** Each in a savepoint, each write a statement: what every verb is able to do. */
async function replayOnTables(tx: ReplicaTx, entry: OutboxEntry, run: Run): Promise<void> {
  await tx.savepoint(() => runVerb(tx, entry, run));
}

/** In memory; on the tables when the verb asks what only they can answer. What was kept back is in them then, and is read anew. */
async function replayBuffered(
  tx: ReplicaTx,
  { rows, entry, run }: { rows: BufferedRows; entry: OutboxEntry; run: Run },
): Promise<BufferedRows> {
  try {
    await rows.attempt((own) => runOn(own, entry, run));
    return rows;
  } catch (error) {
    if (!(error instanceof NeedsTables)) throw error;
  }
  run.footprint.writes.clear();
  await rows.flush();
  await replayOnTables(tx, entry, run);
  return tx.buffered();
}

/** Rows that these gestures looked at when they ran last, with one statement per entity. */
async function prefetch(tx: ReplicaTx, rows: BufferedRows, { entries, domain }: Waiting): Promise<void> {
  const wanted = new Map<string, string[]>();
  for (const { uid } of entries) {
    for (const key of tx.footprints.all?.get(uid)?.reads ?? []) {
      const [entity, id] = rowOfKey(key);
      const ids = wanted.get(entity) ?? [];
      wanted.set(entity, ids);
      ids.push(id);
    }
  }
  for (const [entity, ids] of wanted) await rows.prefetch(domain.entity(entity), ids);
}

interface Waiting {
  readonly entries: readonly OutboxEntry[];
  readonly domain: Domain;
}

type Way = (entry: OutboxEntry, run: Run) => Promise<void>;

async function inOrder(tx: ReplicaTx, { entries, domain }: Waiting, way: Way): Promise<Replayed> {
  const touched: Touched = new Map();
  const failed: string[] = [];
  for (const entry of entries) {
    const footprint = newFootprint(entry.mid);
    try {
      await way(entry, { domain, rights: null, footprint });
      addWritten(touched, footprint);
    } catch {
      failed.push(entry.uid);
      footprint.writes.clear();
    }
    tx.footprints.keep(entry.uid, footprint);
  }
  return { touched, failed };
}

async function inMemory(tx: ReplicaTx, waiting: Waiting): Promise<Replayed> {
  let rows = tx.buffered();
  await prefetch(tx, rows, waiting);
  const replayed = await inOrder(tx, waiting, async (entry, run) => {
    rows = await replayBuffered(tx, { rows, entry, run });
  });
  await rows.flush();
  return replayed;
}

/** The disk fails whichever way is taken. */
const isOfTheFile = (error: unknown) =>
  error instanceof AppError && (error.code === 'damaged' || error.code === 'unavailable');

/**
 * Runs waiting gestures in order on top of the centre's rows: in memory, and all that they wrote is written at the end; where that does not
 * go, each on the tables in a savepoint. Rights were asked when they were made; the centre asks again.
 */
export async function replay(tx: ReplicaTx, entries: readonly OutboxEntry[], domain: Domain): Promise<Replayed> {
  const last = entries.at(-1);
  if (!last) return { touched: new Map(), failed: [] };
  const waiting = { entries, domain };
  const replayed = await tx
    .savepoint(() => inMemory(tx, waiting))
    .catch((error: unknown) => {
      if (isOfTheFile(error)) throw error;
      return inOrder(tx, waiting, (entry, run) => replayOnTables(tx, entry, run));
    });
  await tx.setState({ appliedMid: last.mid });
  return replayed;
}
