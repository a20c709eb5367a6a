import { scopeOf } from '../../shared/kernel/entity';
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

/** How many rows each touched scope has more (or less) than before. */
export function rowCounts(touches: Touches): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (scope: string, by: number) => counts.set(scope, (counts.get(scope) ?? 0) + by);
  for (const { entity, before, after } of touches.values()) {
    if (before) add(scopeOf(entity, before), -1);
    if (after) add(scopeOf(entity, after), 1);
  }
  return counts;
}
