import type { Change } from '../../shared/protocol/ipc';

/** Ids by entity's name. */
export type TouchedRecords = ReadonlyMap<string, ReadonlySet<string>>;

/** More ids than this are announced as "anything of this entity". */
const MOST_IDS = 1000;

/** The only event: these records, or this part of the desk, changed. */
export class Changes {
  private readonly listeners = new Set<(change: Change) => void>();

  /** Returns the function that ends the listening. */
  onChange(listener: (change: Change) => void): () => void {
    const own = (change: Change) => listener(change);
    this.listeners.add(own);
    return () => void this.listeners.delete(own);
  }

  /** Tells every listener; one that fails does not keep it from the others. */
  announce(change: Change): void {
    for (const listener of [...this.listeners]) {
      try {
        listener(change);
      } catch {
        // a window that cannot be told is going away
      }
    }
  }

  /** Announces records, if there are any. */
  announceRecords(touched: TouchedRecords): void {
    const entities = [...touched]
      .filter(([, ids]) => ids.size > 0)
      .map(([entity, ids]) => ({ entity, ids: ids.size > MOST_IDS ? null : [...ids] }));
    if (entities.length > 0) this.announce({ topic: 'records', entities });
  }
}
