import type { Change } from '../../../shared/protocol/ipc';

/** Ids by entity's name; null: any of them. */
export type TouchedIds = Map<string, Set<string> | null>;

/** More ids than this are announced as "anything of this entity". */
const MOST_IDS = 1000;

export function touch(touched: TouchedIds, entity: string, ids: Iterable<string> | null): void {
  const known = touched.get(entity);
  if (ids === null || known === null) touched.set(entity, null);
  else touched.set(entity, new Set([...(known ?? []), ...ids]));
}

export function touchAll(touched: TouchedIds, more: ReadonlyMap<string, ReadonlySet<string> | null>): void {
  for (const [entity, ids] of more) touch(touched, entity, ids);
}

export function isTouched(touched: TouchedIds, entity: string): boolean {
  const ids = touched.get(entity);
  return ids === null || (ids !== undefined && ids.size > 0);
}

/** What windows are told of it; null when there is nothing to tell. */
export function changeOf(touched: TouchedIds): Change | null {
  const entities = [...touched]
    .filter(([, ids]) => ids === null || ids.size > 0)
    .map(([entity, ids]) => ({ entity, ids: ids === null || ids.size > MOST_IDS ? null : [...ids] }));
  return entities.length > 0 ? { topic: 'records', entities } : null;
}
