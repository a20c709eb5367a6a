import type { ThunkDispatch, UnknownAction } from '@reduxjs/toolkit';
import type { QueryInput } from '../../shared/kernel/query';
import { domain } from '../../shared/domain/domain';
import type { Change } from '../../shared/protocol/ipc';
import { bridgeApi, type BridgeExtra } from './api';
import { mergePages } from './merge-pages';
import { pagesTag, staleTags } from './tags';

type Find = NonNullable<QueryInput['where']>[number];
type State = { [bridgeApi.reducerPath]: ReturnType<typeof bridgeApi.reducer> };
interface Store {
  dispatch: ThunkDispatch<State, BridgeExtra, UnknownAction>;
  getState(): State;
}

/** Changes that come close together are one; a stream of them (a first load) refreshes screens a few times a second. */
const SOON = 20;
const BUSY = 120;
/** More changed rows than this, and reading a list again is the shorter way. */
const FEW = 100;
/** More than this, and naming each record costs more than it saves. */
const MANY = 500;

/** Brings one open list up to date with the records that changed. */
async function refreshList(store: Store, { bridge }: BridgeExtra, query: QueryInput, ids: readonly string[]) {
  const again = () => store.dispatch(bridgeApi.util.invalidateTags([pagesTag(query)]));
  const entry = bridgeApi.endpoints.pages.select(query)(store.getState());
  if (!entry.isSuccess || ids.length > FEW) return again();
  const among: Find = { field: 'id', op: 'in', value: [...ids] };
  const where = [...(query.where ?? []), among];
  try {
    const fresh = await bridge.read({ ...query, where, after: null, limit: ids.length });
    const now = bridgeApi.endpoints.pages.select(query)(store.getState());
    const sortedBy = (query.sort?.length ? query.sort : [domain.entity(query.entity).list.sort]).map(
      ({ field }) => field,
    );
    const merged = now.isSuccess ? mergePages(now.data.pages, ids, fresh, sortedBy) : null;
    if (!merged) return again();
    return store.dispatch(bridgeApi.util.updateQueryData('pages', query, (draft) => ({ ...draft, pages: merged })));
  } catch {
    return again(); // the list itself then shows what is wrong
  }
}

function refreshLists(store: Store, extra: BridgeExtra, changed: ReadonlyMap<string, ReadonlySet<string> | null>) {
  for (const query of bridgeApi.util.selectCachedArgsForQuery(store.getState(), 'pages')) {
    const ids = changed.get(query.entity);
    if (ids) void refreshList(store, extra, query, [...ids]);
  }
}

/** Gathers changes: ids by entity, null for "anything of it". */
function gather(changes: readonly Change[]): Map<string, Set<string> | null> {
  const byEntity = new Map<string, Set<string> | null>();
  for (const change of changes) {
    if (change.topic !== 'records') continue;
    for (const { entity, ids } of change.entities) {
      const known = byEntity.get(entity);
      const all = ids === null || known === null ? null : new Set([...(known ?? []), ...ids]);
      byEntity.set(entity, all && all.size > MANY ? null : all);
    }
  }
  return byEntity;
}

/** Keeps every cached answer as fresh as the core's one event says. Returns the function that ends it. */
export function startChangeFeed(store: Store, extra: BridgeExtra): () => void {
  let waiting: Change[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  let last = 0;

  const flush = () => {
    timer = null;
    last = Date.now();
    const changes = waiting;
    waiting = [];
    const changed = gather(changes);
    const entities = [...changed].map(([entity, ids]) => ({ entity, ids: ids && [...ids] }));
    const topics = changes.filter((change) => change.topic !== 'records');
    const all: Change[] = entities.length > 0 ? [...topics, { topic: 'records', entities }] : topics;
    store.dispatch(bridgeApi.util.invalidateTags(all.flatMap(staleTags)));
    for (const { entity, ids } of entities) extra.records.refresh(entity, ids);
    refreshLists(store, extra, changed);
  };

  const stop = extra.bridge.onChange((change) => {
    waiting.push(change);
    timer ??= setTimeout(flush, Date.now() - last < BUSY ? Math.max(SOON, BUSY - (Date.now() - last)) : SOON);
  });
  return () => {
    stop();
    if (timer !== null) clearTimeout(timer);
  };
}
