import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useDispatch } from 'react-redux';
import type { ThunkDispatch, UnknownAction } from '@reduxjs/toolkit';
import type { AnyRecord, Entity } from '../../../shared/kernel/entity';
import { bridgeApi } from '../../bridge/api';

/** Records of one entity that fit. */
export interface Hits {
  readonly entity: Entity;
  readonly rows: readonly AnyRecord[];
}

const PAUSE = 90;
const EACH = 5;

/** Finds records of several entities by any fragment of what they are searched by. */
export function usePaletteSearch(typed: string, entities: readonly Entity[]) {
  const dispatch = useDispatch<ThunkDispatch<unknown, unknown, UnknownAction>>();
  const [search] = useDebouncedValue(typed.trim(), PAUSE);
  const [found, setFound] = useState<{ search: string; hits: readonly Hits[] }>({ search: '', hits: [] });
  useEffect(() => {
    if (search === '') return undefined;
    let stale = false;
    const asked = entities.map(async (entity): Promise<Hits> => {
      const query = { entity: entity.name, search, limit: EACH };
      const { data } = await dispatch(
        bridgeApi.endpoints.read.initiate(query, { subscribe: false, forceRefetch: true }),
      );
      return { entity, rows: data?.rows ?? [] };
    });
    void Promise.all(asked).then((hits) => !stale && setFound({ search, hits }));
    return () => {
      stale = true;
    };
  }, [search, entities, dispatch]);
  const current = typed.trim() === '' ? [] : found.hits;
  return { hits: current, busy: typed.trim() !== '' && found.search !== typed.trim() };
}
