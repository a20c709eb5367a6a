import { useCallback } from 'react';
import type { Mutation } from '../../shared/kernel/mutation';
import { fromPlainError } from '../../shared/kernel/errors';
import { missesRight, placeMissed, useManagerDesk } from './override/refused-gesture';
import { useDesk } from './backroom-provider';
import { makeId } from './make-id';
import { plainProblem } from './plain-problem';

interface GestureOptions {
  /** The gesture's own id, when it was made earlier: made once where the person acts, so that trying again never does it twice. */
  readonly uid?: string;
  /** uids of gestures that this one builds on. */
  readonly deps?: readonly string[];
}

/**
 * Writes: `await mutate(adjustStock, args)`, or by name `mutate('customer.update', args)`. Resolves to the gesture's uid when it is
 * durably saved at this desk, with or without the line. What the person may not do is put to a manager, if there is one to ask; then it
 * resolves when he has let it through. Throws an AppError; nothing is then changed.
 */
export function useMutate() {
  const { bridge } = useDesk();
  const ask = useManagerDesk()?.ask;
  return useCallback(
    async <A>(mutation: Mutation<A> | string, args: NoInfer<A>, { uid = makeId(), deps = [] }: GestureOptions = {}) => {
      const name = typeof mutation === 'string' ? mutation : mutation.name;
      try {
        await bridge.mutate({ uid, name, args, deps: [...deps] });
      } catch (error) {
        const problem = plainProblem(error);
        const asked = missesRight(problem) && (await ask?.({ uid, name, args, deps, place: placeMissed(problem) }));
        if (!asked) throw fromPlainError(problem);
      }
      return uid;
    },
    [bridge, ask],
  );
}
