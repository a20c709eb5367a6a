import type { QueryInput } from '../../shared/kernel/query';
import type { CallName, Change } from '../../shared/protocol/ipc';

/**
 * What a cached answer depends on.
 * `Record` one record (`order/<id>`) · `Some` whichever records of an entity a query finds · `Pages` one list, named by its query ·
 * `Any` everything of an entity, for changes that name no ids · `Call` a topic other than records.
 */
export const tagTypes = ['Record', 'Some', 'Pages', 'Any', 'Call'] as const;
export interface Tag {
  type: (typeof tagTypes)[number];
  id: string;
}

const recordTag = (entity: string, id: string): Tag => ({ type: 'Record', id: `${entity}/${id}` });
export const pagesTag = (query: QueryInput): Tag => ({ type: 'Pages', id: JSON.stringify(query) });
const anyTag = (entity: string): Tag => ({ type: 'Any', id: entity });

/** The ids that a query is narrowed to, or null when it may find any record. */
function idsOf(query: QueryInput): string[] | null {
  const narrow = query.where?.find(({ field, op }) => field === 'id' && (op === 'eq' || op === 'in'));
  if (!narrow) return null;
  const values = Array.isArray(narrow.value) ? narrow.value : [narrow.value];
  return values.map(String);
}

export function tagsOfQuery(query: QueryInput): Tag[] {
  const ids = idsOf(query);
  const found: Tag[] = ids ? ids.map((id) => recordTag(query.entity, id)) : [{ type: 'Some', id: query.entity }];
  return [...found, anyTag(query.entity)];
}

export function tagsOfPages(query: QueryInput): Tag[] {
  return [pagesTag(query), anyTag(query.entity)];
}

const called = (...topics: Exclude<Change['topic'], 'records'>[]): Tag[] => topics.map((id) => ({ type: 'Call', id }));

/** The entities that a label is made from. */
const onLabels = ['labelDesign', 'variant', 'product', 'barcode', 'price'];

/** Whatever there is of these entities. */
const ofEntities = (names: readonly string[]) => names.flatMap((id): Tag[] => [anyTag(id), { type: 'Some', id }]);

/** What the answer of a call depends on; calls that are not listed are never cached for long. */
export function tagsOfCall(name: CallName): Tag[] {
  const [room] = name.split('.');
  // The log is the centre's and grows all the time: it is asked anew by whoever looks, and for another person.
  if (room === 'session' || room === 'audit' || room === 'override') return called('session');
  if (room === 'settings') return called('settings');
  if (name === 'sync.status') return [...called('sync', 'session'), ...ofEntities(['conflict', 'task'])];
  if (room === 'sync') return called('sync', 'session');
  if (room === 'print' || room === 'printer') return called('print', 'settings');
  if (room === 'label') return ofEntities(onLabels);
  return [];
}

/** What a change makes stale, lists apart: those with known ids are brought up to date row by row. */
export function staleTags(change: Change): Tag[] {
  if (change.topic !== 'records') return called(change.topic);
  return change.entities.flatMap(({ entity, ids }): Tag[] =>
    ids === null ? [anyTag(entity)] : [{ type: 'Some', id: entity }, ...ids.map((id) => recordTag(entity, id))],
  );
}
