import type { PlainError } from '../../shared/kernel/errors';
import { plainProblem } from './plain-problem';
import type { Loaded } from './record-loader';

/** What is known of a record: nothing yet, the record (null when there is none), or what went wrong. */
export interface Known {
  readonly record: Loaded['record'] | undefined;
  readonly pending: boolean;
  readonly error: PlainError | undefined;
}

interface Entry {
  known: Known;
  listeners: Set<() => void>;
  /** Rises with every change that was heard of; what was asked before it may be old. */
  version: number;
  loading: boolean;
  fresh: boolean;
}

const nothing: Known = { record: undefined, pending: false, error: undefined };
/** Records that nobody looks at are kept up to this many, for scrolling back. */
const KEPT = 4000;

/**
 * Single records, shared by everything that shows them. A grid's cells ask for thousands while it is scrolled, so this is leaner than a
 * query each: no action goes through the store.
 */
export interface RecordCache {
  /** The same object until something of the record changes. */
  known(entity: string, id: string): Known;
  /** Reads the record unless it is known; returns the function that ends the listening. */
  watch(entity: string, id: string, listener: () => void): () => void;
  /** These may have changed; null: any of the entity. */
  refresh(entity: string, ids: readonly string[] | null): void;
  /** Forgets everything. */
  clear(): void;
}

const same = (a: Known, b: Known) => JSON.stringify(a) === JSON.stringify(b);

function settle(entry: Entry, known: Known): void {
  if (same(entry.known, known)) return;
  entry.known = known;
  for (const listener of entry.listeners) listener();
}

/** Lets go of records that nobody looks at, the longest known first. */
function prune(all: Map<string, Entry>): void {
  if (all.size <= KEPT) return;
  for (const [id, entry] of all) {
    if (entry.listeners.size === 0) all.delete(id);
    if (all.size <= KEPT * 0.75) return;
  }
}

export function createRecordCache(load: (entity: string, id: string) => Promise<Loaded>): RecordCache {
  const entries = new Map<string, Map<string, Entry>>();
  const of = (entity: string) => entries.get(entity) ?? entries.set(entity, new Map<string, Entry>()).get(entity);

  const read = async (entity: string, id: string, entry: Entry) => {
    if (entry.loading) return;
    entry.loading = true;
    const { version } = entry;
    const known = await load(entity, id).then(
      (loaded): Known => ({ ...loaded, error: undefined }),
      (error: unknown): Known => ({ record: undefined, pending: false, error: plainProblem(error) }),
    );
    entry.loading = false;
    entry.fresh = entry.version === version && !known.error;
    settle(entry, known);
    if (entry.version !== version) await read(entity, id, entry);
  };
  return {
    known: (entity, id) => entries.get(entity)?.get(id)?.known ?? nothing,
    watch(entity, id, listener) {
      const all = of(entity) ?? new Map<string, Entry>();
      const before = all.get(id);
      const entry = before ?? { known: nothing, listeners: new Set(), version: 0, loading: false, fresh: false };
      if (!before) all.set(id, entry);
      entry.listeners.add(listener);
      if (!entry.fresh) void read(entity, id, entry);
      prune(all);
      return () => void entry.listeners.delete(listener);
    },
    refresh(entity, ids) {
      const all = entries.get(entity);
      for (const id of ids ?? [...(all?.keys() ?? [])]) {
        const entry = all?.get(id);
        if (!entry) continue;
        entry.version += 1;
        entry.fresh = false;
        if (entry.listeners.size > 0) void read(entity, id, entry);
        else all?.delete(id);
      }
    },
    clear: () => entries.clear(),
  };
}
