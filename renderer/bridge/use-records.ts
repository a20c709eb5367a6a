import type { Entity, RecordOf } from '../../shared/kernel/entity';
import type { PlainError } from '../../shared/kernel/errors';
import type { QueryInput } from '../../shared/kernel/query';
import { bridgeApi } from './api';

/** What to read, as a query without its entity. */
export type Find = Omit<QueryInput, 'entity' | 'after'>;

export interface Records<R> {
  /** Empty while nothing is loaded yet. Keeps its identity until a row changes. */
  readonly rows: readonly R[];
  /** How many there are in all; a lower bound where `exact` is false. */
  readonly count: { readonly value: number; readonly exact: boolean };
  /** Ids with changes that still wait for the centre. */
  readonly pending: readonly string[];
  /** True until the first answer. */
  readonly loading: boolean;
  readonly error: PlainError | undefined;
}

const none: readonly never[] = [];
const noCount = { value: 0, exact: true };

/** A short list of records (at most `limit`, 100 unless told, 500 at most), kept fresh. For long lists take `useInfiniteRecords`. */
export function useRecords<E extends Entity>(
  entity: E,
  find: Find = {},
  { skip = false }: { skip?: boolean } = {},
): Records<RecordOf<E>> {
  const { data, error, isLoading } = bridgeApi.useReadQuery({ ...find, entity: entity.name }, { skip });
  return {
    rows: (data?.rows ?? none) as readonly RecordOf<E>[], // the core parsed them by this entity's schema
    count: data?.count ?? noCount,
    pending: data?.pending ?? none,
    loading: isLoading,
    // The base query only ever fails with a plain error.
    error: error as PlainError | undefined,
  };
}
