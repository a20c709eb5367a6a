import { useCallback, useRef } from 'react';
import { makeId } from '../make-id';

/**
 * A uid for what is to be written: the same as long as the same is tried again, so that a second press after an error does nothing twice;
 * a new one as soon as something else is meant. What stands in `what` must be plain data.
 */
export function useGesture(): (what: unknown) => string {
  const last = useRef<{ what: string; uid: string }>(undefined);
  return useCallback((what: unknown) => {
    const written = JSON.stringify(what);
    if (last.current?.what !== written) last.current = { what: written, uid: makeId() };
    return last.current.uid;
  }, []);
}
