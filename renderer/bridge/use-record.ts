import { useCallback, useSyncExternalStore } from 'react';
import type { Entity, RecordOf } from '../../shared/kernel/entity';
import type { PlainError } from '../../shared/kernel/errors';
import { useDesk } from './backroom-provider';

export interface OneRecord<R> {
  /** undefined while loading, null when there is no such record. */
  readonly record: R | null | undefined;
  /** Changes of it still wait for the centre. */
  readonly pending: boolean;
  readonly error: PlainError | undefined;
}

const none: OneRecord<never> = { record: undefined, pending: false, error: undefined };

/** One record by its id, kept fresh; records asked for in the same moment are read together. Without an id: nothing is read. */
export function useRecord<E extends Entity>(entity: E, id: string | null | undefined): OneRecord<RecordOf<E>> {
  const { records } = useDesk();
  const { name } = entity;
  const watch = useCallback(
    (listener: () => void) => (id ? records.watch(name, id, listener) : () => undefined),
    [records, name, id],
  );
  const known = useSyncExternalStore(watch, () => (id ? records.known(name, id) : none));
  return known as OneRecord<RecordOf<E>>; // the core parsed it by this entity's schema
}
