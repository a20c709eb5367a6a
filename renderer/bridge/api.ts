import { createApi, type BaseQueryFn } from '@reduxjs/toolkit/query/react';
import type { AnyRecord } from '../../shared/kernel/entity';
import type { PlainError } from '../../shared/kernel/errors';
import type { Page, QueryInput, Scalar } from '../../shared/kernel/query';
import type { Bridge } from '../../shared/protocol/bridge';
import type { CallInput, CallName } from '../../shared/protocol/ipc';
import { plainProblem } from './plain-problem';
import type { RecordCache } from './record-cache';
import { tagsOfCall, tagsOfPages, tagsOfQuery, tagTypes } from './tags';

/** What the store hands to every query: the way to the core. */
export interface BridgeExtra {
  readonly bridge: Bridge;
  readonly records: RecordCache;
}

/** One thing to ask of the core. */
type Ask = { word: 'read'; query: QueryInput } | { word: 'call'; name: CallName; input: unknown };

export type CallAsk = { [N in CallName]: { name: N; input: CallInput<N> } }[CallName];
export type Cursor = Scalar[] | null;

const askCore: BaseQueryFn<Ask, unknown, PlainError> = async (ask, { extra }) => {
  const { bridge } = extra as BridgeExtra; // the store is made with it, see app/store
  try {
    switch (ask.word) {
      case 'read':
        return { data: await bridge.read(ask.query) };
      case 'call':
        return { data: await bridge.call(ask.name, ask.input as never) }; // CallAsk ties input to name
    }
  } catch (error) {
    return { error: plainProblem(error) };
  }
};

/** Records as screens see them: cached, shared, and refreshed by the core's one event. Screens use the hooks of this room. */
export const bridgeApi = createApi({
  reducerPath: 'bridge',
  baseQuery: askCore,
  tagTypes,
  keepUnusedDataFor: 60,
  // A read that began before a change may answer with what stood before it: invalidations wait for it to end.
  invalidationBehavior: 'delayed',
  endpoints: (build) => ({
    read: build.query<Page<AnyRecord>, QueryInput>({
      query: (query) => ({ word: 'read', query }),
      providesTags: (_result, _error, query) => tagsOfQuery(query),
    }),
    pages: build.infiniteQuery<Page<AnyRecord>, QueryInput, Cursor>({
      infiniteQueryOptions: { initialPageParam: null, getNextPageParam: (last) => last.next ?? undefined },
      query: ({ queryArg, pageParam }) => ({ word: 'read', query: { ...queryArg, after: pageParam } }),
      providesTags: (_result, _error, query) => tagsOfPages(query),
    }),
    call: build.query<unknown, CallAsk>({
      query: ({ name, input }) => ({ word: 'call', name, input }),
      providesTags: (_result, _error, { name }) => tagsOfCall(name),
      keepUnusedDataFor: 5,
    }),
  }),
});
