import type { Entity } from '../../../../shared/kernel/entity';
import type { RowStore } from '../../../../shared/store/rows/row-store';
import type { Ending } from '../database-file';

/** A row's name among all rows. */
export const rowKey = (entity: string, id: string): string => `${entity}\n${id}`;

/** Entity's name and id of a row's name. */
export function rowOfKey(key: string): readonly [entity: string, id: string] {
  const at = key.indexOf('\n');
  return [key.slice(0, at), key.slice(at + 1)];
}

/** What a gesture did when it was last run on this replica. Rows by `rowKey`; whatever is written was read before. */
export interface Footprint {
  readonly mid: number;
  readonly reads: Set<string>;
  /** Entities whose rows were searched. */
  readonly finds: Set<string>;
  /** Empty when its verb threw. */
  readonly writes: Set<string>;
}

export const newFootprint = (mid: number): Footprint => ({
  mid,
  reads: new Set(),
  finds: new Set(),
  writes: new Set(),
});

/** The same rows, with a note in the footprint of each that is looked at or written. */
export function noting(rows: RowStore, { reads, finds, writes }: Footprint): RowStore {
  const wrote = (entity: Entity, id: unknown) => writes.add(rowKey(entity.name, String(id)));
  return {
    get(entity, id) {
      reads.add(rowKey(entity.name, id));
      return rows.get(entity, id);
    },
    find(entity, where, limit) {
      finds.add(entity.name);
      return rows.find(entity, where, limit);
    },
    insert(entity, row) {
      wrote(entity, row['id']);
      return rows.insert(entity, row);
    },
    update(entity, row, changed) {
      wrote(entity, row['id']);
      return rows.update(entity, row, changed);
    },
    remove(entity, id) {
      wrote(entity, id);
      return rows.remove(entity, id);
    },
  };
}

/** Gestures remembered at most; where more wait, none is, and every rebase replays all of them. */
const MOST = 10_000;

/**
 * The footprints of all gestures that the replica's tables show beyond the centre's rows, while they are known: in memory only, so after a
 * start not before all was rewound and replayed once. Follows the replica's transactions: what one of them noted goes with it.
 */
export class Footprints {
  private held: Map<string, Footprint> | null = null;
  private undo: (() => void)[] = [];

  /** By uid; null when they are not known of every gesture that the tables show. */
  get all(): ReadonlyMap<string, Footprint> | null {
    return this.held;
  }

  keep(uid: string, footprint: Footprint): void {
    const { held } = this;
    if (!held) return;
    if (held.size >= MOST) return this.replace(null);
    const before = held.get(uid);
    held.set(uid, footprint);
    this.undo.push(() => (before ? held.set(uid, before) : held.delete(uid)));
  }

  /** These gestures show no longer. */
  drop(uids: readonly string[]): void {
    const { held } = this;
    for (const uid of uids) {
      const before = held?.get(uid);
      if (!held || !before) continue;
      held.delete(uid);
      this.undo.push(() => held.set(uid, before));
    }
  }

  /** Everything was rewound: no gesture shows. */
  begin(): void {
    this.replace(new Map());
  }

  /** A transaction has ended. */
  ended(how: Ending): void {
    if (how === 'undone') for (const step of this.undo.reverse()) step();
    if (how === 'unknown') this.held = null;
    this.undo = [];
  }

  private replace(held: Map<string, Footprint> | null): void {
    const before = this.held;
    this.held = held;
    this.undo.push(() => (this.held = before));
  }
}
