import { skipToken } from '@reduxjs/toolkit/query/react';
import { useCallback } from 'react';
import { fromPlainError, type PlainError } from '../../shared/kernel/errors';
import type { CallInput, CallName, CallOutput } from '../../shared/protocol/ipc';
import { bridgeApi, type CallAsk } from './api';
import { useDesk } from './backroom-provider';
import { plainProblem } from './plain-problem';

/** What a call answers: `Answer<'print.jobs'>` is a list of print jobs. */
export type Answer<N extends CallName> = CallOutput<N>;

/** What a call is asked with. */
export type Asked<N extends CallName> = CallInput<N>;

/** Does something at the core that is not a mutation: `await call('label.pdf', {...})`. Throws an AppError. */
export function useCall() {
  const { bridge } = useDesk();
  return useCallback(
    async <N extends CallName>(name: N, input: CallInput<N>): Promise<Answer<N>> => {
      try {
        return await bridge.call(name, input);
      } catch (error) {
        throw fromPlainError(plainProblem(error));
      }
    },
    [bridge],
  );
}

export interface Answered<T> {
  /** undefined until the first answer; the answer before while a new input is under way. */
  readonly answer: T | undefined;
  readonly loading: boolean;
  readonly error: PlainError | undefined;
  readonly retry: () => void;
}

/** What the core answers to a call that only reads (`printer.list`, `sync.ledger`), kept fresh. Input undefined: nothing is asked. */
export function useAnswer<N extends CallName>(name: N, input: CallInput<N> | undefined): Answered<Answer<N>> {
  const ask = { name, input } as CallAsk; // name and input come as a pair, which TypeScript forgets inside a generic function
  const { data, error, isFetching, refetch } = bridgeApi.useCallQuery(input === undefined ? skipToken : ask);
  return {
    answer: data as Answer<N> | undefined, // the core parsed it by this call's output schema
    loading: isFetching,
    // The base query only ever fails with a plain error.
    error: error as PlainError | undefined,
    retry: useCallback(() => void refetch(), [refetch]),
  };
}
