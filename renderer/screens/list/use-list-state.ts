import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { Entity } from '../../../shared/kernel/entity';
import { listPath } from '../address';
import { readListState, writeListState, type ListState } from './list-state';

/** Search, filters and sort of a list, kept in the address, so that Back works and a list can be linked. */
export function useListState(entity: Entity): readonly [ListState, (changes: Partial<ListState>) => void] {
  const [params, setParams] = useSearchParams();
  const state = useMemo(() => readListState(entity, params), [entity, params]);
  const change = (changes: Partial<ListState>) => {
    // A search that was still being typed must not land on the page that the person has gone on to.
    if (!decodeURI(window.location.hash).startsWith(`#${listPath(entity)}`)) return;
    setParams((now) => writeListState(entity, { ...readListState(entity, now), ...changes }, now), { replace: true });
  };
  return [state, change];
}
