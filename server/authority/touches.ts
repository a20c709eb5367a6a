import { scopeOf } from '../../shared/kernel/entity';
import { addSum, subtractSum, sumOfRecord } from '../../shared/store/row-sum';
import type { Touch } from '../../shared/store/verb-tx';

/** Touched rows by entity and id. */
export type Touches = Map<string, Touch>;

/** Collects touches; a row touched twice keeps its first `before` and its last `after`. */
export function addTouch(into: Touches, touch: Touch): void {
  const key = `${touch.entity.name}\n${touch.id}`;
  const first = into.get(key);
  into.set(key, first ? { ...touch, before: first.before } : touch);
}

export interface LogEntry {
  readonly scope: string;
  readonly entity: string;
  readonly id: string;
  readonly op: 'put' | 'del';
}

/** The entries that touched rows leave in the logs of their scopes: a row that moved is gone from the old one and put into the new. */
export function logEntries(touches: Touches): LogEntry[] {
  const entries: LogEntry[] = [];
  for (const { entity, id, before, after } of touches.values()) {
    const from = before && scopeOf(entity, before);
    const to = after && scopeOf(entity, after);
    if (from && from !== to) entries.push({ scope: from, entity: entity.name, id, op: 'del' });
    if (to) entries.push({ scope: to, entity: entity.name, id, op: 'put' });
  }
  return entries;
}

/** What touched rows change about their scope: how many rows it has more (or less), and what its sum grows by (modulo 2^52). */
export interface ScopeChange {
  rows: number;
  sum: number;
}

/** The changes of every touched scope. */
export function scopeChanges(touches: Touches): Map<string, ScopeChange> {
  const changes = new Map<string, ScopeChange>();
  const of = (scope: string): ScopeChange => {
    const change = changes.get(scope) ?? { rows: 0, sum: 0 };
    changes.set(scope, change);
    return change;
  };
  for (const { entity, before, after } of touches.values()) {
    if (before) {
      const change = of(scopeOf(entity, before));
      change.rows -= 1;
      change.sum = subtractSum(change.sum, sumOfRecord(entity, before));
    }
    if (after) {
      const change = of(scopeOf(entity, after));
      change.rows += 1;
      change.sum = addSum(change.sum, sumOfRecord(entity, after));
    }
  }
  return changes;
}
