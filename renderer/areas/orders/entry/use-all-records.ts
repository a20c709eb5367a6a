import { useEffect, useMemo } from 'react';
import type { Entity, RecordOf } from '../../../../shared/kernel/entity';
import { useInfiniteRecords } from '../../../bridge/use-infinite-records';
import type { Find } from '../../../bridge/use-records';

/** Every record that a query finds, however many pages they take. For sets that are bounded by what they belong to. */
export function useAllRecords<E extends Entity>(entity: E, where: Find['where']) {
  const key = JSON.stringify(where);
  const { pages, hasMore, loading, loadMore, error } = useInfiniteRecords(entity, { where, limit: 500 });
  useEffect(() => {
    if (hasMore && !loading && !error) loadMore();
  }, [hasMore, loading, error, loadMore, key]);
  const rows = useMemo((): readonly RecordOf<E>[] => pages.flatMap((page) => [...page]), [pages]);
  return { rows, loading: loading || hasMore, error };
}
