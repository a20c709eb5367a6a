import { useCallback, useMemo } from 'react';
import type { Entity, RecordOf } from '../../shared/kernel/entity';
import type { PlainError } from '../../shared/kernel/errors';
import { bridgeApi } from './api';
import type { Find } from './use-records';

export interface InfiniteRecords<R> {
  /** The pages read so far; unchanged rows and pages keep their identity. */
  readonly pages: readonly (readonly R[])[];
  readonly count: { readonly value: number; readonly exact: boolean } | undefined;
  /** Ids with changes that still wait for the centre. */
  readonly pending: ReadonlySet<string>;
  readonly hasMore: boolean;
  /** A page is under way. */
  readonly loading: boolean;
  /** Rows of the query before are shown until those of this one come. */
  readonly stale: boolean;
  readonly error: PlainError | undefined;
  readonly loadMore: () => void;
  readonly retry: () => void;
}

/** A long list read in keyset pages as one scrolls, kept fresh row by row. */
export function useInfiniteRecords<E extends Entity>(entity: E, find: Find = {}): InfiniteRecords<RecordOf<E>> {
  const result = bridgeApi.usePagesInfiniteQuery({ ...find, entity: entity.name });
  const { data, currentData, error, isFetching, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = result;
  const pages = useMemo(() => (data?.pages ?? []).map((page) => page.rows), [data]);
  const pending = useMemo(() => new Set(data?.pages.flatMap((page) => page.pending)), [data]);
  const stale = data !== undefined && currentData === undefined;
  return {
    pages: pages as RecordOf<E>[][], // the core parsed them by this entity's schema
    count: data?.pages[0]?.count,
    pending,
    hasMore: hasNextPage && !stale,
    loading: isFetchingNextPage || (isFetching && currentData === undefined),
    stale,
    // The base query only ever fails with a plain error.
    error: error as PlainError | undefined,
    loadMore: useCallback(() => void fetchNextPage(), [fetchNextPage]),
    retry: useCallback(() => void refetch(), [refetch]),
  };
}
