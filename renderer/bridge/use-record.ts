import { skipToken } from '@reduxjs/toolkit/query/react';
import type { Entity, RecordOf } from '../../shared/kernel/entity';
import type { PlainError } from '../../shared/kernel/errors';
import { bridgeApi } from './api';

export interface OneRecord<R> {
  /** undefined while loading, null when there is no such record. */
  readonly record: R | null | undefined;
  /** Changes of it still wait for the centre. */
  readonly pending: boolean;
  readonly error: PlainError | undefined;
}

/** One record by its id, kept fresh; records asked for in the same moment are read together. Without an id: nothing is read. */
export function useRecord<E extends Entity>(entity: E, id: string | null | undefined): OneRecord<RecordOf<E>> {
  const { currentData, error } = bridgeApi.useRecordQuery(id ? { entity: entity.name, id } : skipToken);
  return {
    record: currentData?.record as RecordOf<E> | null | undefined, // the core parsed it by this entity's schema
    pending: currentData?.pending ?? false,
    // The base query only ever fails with a plain error.
    error: error as PlainError | undefined,
  };
}
