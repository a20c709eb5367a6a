import type { PullAnswer } from '../../../../shared/protocol/sync';
import type { OutboxEntry } from '../../store/journal/entry';
import { rowKey, rowOfKey, type Footprint } from '../../store/replica/footprints';
import type { Touched } from '../../store/replica/rewind';

type Known = ReadonlyMap<string, Footprint>;

/** What of the waiting gestures has to be run anew when some rows of the centre change. */
export interface Affected {
  /** To be rewound: rows that the centre changes, that a settled gesture wrote, or that a gesture to be replayed shares with another. */
  readonly rows: Touched;
  /** To be replayed, in order. */
  readonly entries: readonly OutboxEntry[];
  /** What stays as it is. */
  readonly kept: readonly Footprint[];
  /** Settled or gone: their effects are rewound and not run again. */
  readonly gone: readonly string[];
}

interface Index {
  /** Gestures by the rows that they read or write. */
  readonly byRow: Map<string, Footprint[]>;
  /** Gestures by the entities that they search. */
  readonly byFind: Map<string, Footprint[]>;
  /** Rows that any of them wrote, by entity. */
  readonly written: Map<string, Set<string>>;
}

function add<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function indexed(footprints: Iterable<Footprint>): Index {
  const index: Index = { byRow: new Map(), byFind: new Map(), written: new Map() };
  for (const footprint of footprints) {
    for (const key of footprint.reads) add(index.byRow, key, footprint);
    for (const entity of footprint.finds) add(index.byFind, entity, footprint);
    for (const key of footprint.writes) {
      const [entity] = rowOfKey(key);
      index.written.set(entity, (index.written.get(entity) ?? new Set()).add(key));
    }
  }
  return index;
}

/** From these rows on: whoever looked at one is affected, and so is every row that he shares with somebody who writes it. */
function spread(index: Index, rows: Iterable<string>): { rows: Set<string>; affected: Set<Footprint> } {
  const reached = new Set(rows);
  const affected = new Set<Footprint>();
  // A set is walked to its end, also over what is added meanwhile.
  for (const key of reached) {
    const [entity] = rowOfKey(key);
    for (const one of [...(index.byRow.get(key) ?? []), ...(index.byFind.get(entity) ?? [])]) {
      if (affected.has(one)) continue;
      affected.add(one);
      for (const read of one.reads) if (index.written.get(rowOfKey(read)[0])?.has(read)) reached.add(read);
      for (const found of one.finds) for (const written of index.written.get(found) ?? []) reached.add(written);
    }
  }
  return { rows: reached, affected };
}

function byEntity(keys: Iterable<string>): Touched {
  const rows: Touched = new Map();
  for (const key of keys) {
    const [entity, id] = rowOfKey(key);
    rows.set(entity, (rows.get(entity) ?? new Set()).add(id));
  }
  return rows;
}

/**
 * The waiting gestures that may come out otherwise when these rows change; null when that cannot be told: not all that shows here is known,
 * or is known under the number that it has in the outbox. A gesture that is left out has read and written nothing that changes and nothing that a
 * replayed one writes or reads, so that it would do now what it did before.
 */
export function affectedBy(
  known: Known | null,
  waiting: readonly OutboxEntry[],
  changed: Iterable<string>,
): Affected | null {
  if (!known || waiting.some(({ uid, mid }) => known.get(uid)?.mid !== mid)) return null;
  const waits = new Set(waiting.map(({ uid }) => uid));
  const gone = [...known.keys()].filter((uid) => !waits.has(uid));
  const settled = gone.flatMap((uid) => [...(known.get(uid)?.writes ?? [])]);
  const { rows, affected } = spread(indexed(known.values()), [...changed, ...settled]);
  const isAffected = ({ uid }: OutboxEntry) => affected.has(known.get(uid) as Footprint); // every waiting one is known
  const kept = waiting.filter((entry) => !isAffected(entry)).flatMap(({ uid }) => known.get(uid) ?? []);
  return { rows: byEntity(rows), entries: waiting.filter(isAffected), kept, gone };
}

/** Did a gesture, when it was replayed, come upon a row of one that was kept? Then the order between the two was lost. */
export function haveMet(replayed: Iterable<Footprint>, kept: readonly Footprint[]): boolean {
  const { byRow, byFind, written } = indexed(kept);
  const isWritten = (key: string) => written.get(rowOfKey(key)[0])?.has(key) === true;
  for (const { reads, finds, writes } of replayed) {
    if ([...reads].some(isWritten) || [...finds].some((entity) => written.has(entity))) return true;
    if ([...writes].some((key) => byRow.has(key) || byFind.has(rowOfKey(key)[0]))) return true;
  }
  return false;
}

/** The rows that an answer of the centre names, by `rowKey`. */
export function rowsOf(scopes: PullAnswer['scopes']): Set<string> {
  const keys = new Set<string>();
  for (const scope of scopes) {
    for (const { entity, columns, rows, removed } of scope.kind === 'delta' ? scope.changes : []) {
      const at = columns.indexOf('id');
      for (const row of rows) keys.add(rowKey(entity, String(row[at])));
      for (const id of removed) keys.add(rowKey(entity, id));
    }
  }
  return keys;
}
