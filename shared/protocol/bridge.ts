import type { AnyRecord } from '../kernel/entity';
import type { Page, QueryInput } from '../kernel/query';
import type { CallInput, CallName, CallOutput, Change, Mutate } from './ipc';

/** What a window sees of the core, and what the core is to a test. Failures reject with an AppError (across the port: a plain one). */
export interface Bridge {
  read(query: QueryInput): Promise<Page<AnyRecord>>;
  /** Resolves when the mutation is durably saved at this desk, whether or not the line is up. */
  mutate(mutation: Mutate): Promise<null>;
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  /** Returns the function that ends the listening. */
  onChange(listener: (change: Change) => void): () => void;
}
