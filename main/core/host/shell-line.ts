import { AppError, fromPlainError } from '../../../shared/kernel/errors';
import {
  asks,
  type AskInput,
  type AskName,
  type AskOutput,
  type FromCore,
  type ToCore,
} from '../../../shared/protocol/host';

interface Waiting {
  resolve(value: unknown): void;
  reject(error: AppError): void;
}

export interface ShellLine {
  /** Asks the shell for something that only it can do. Rejects with an AppError. */
  ask<N extends AskName>(name: N, input: AskInput<N>): Promise<AskOutput<N>>;
  /** Takes the shell's answer to an ask. */
  answered(answer: Extract<ToCore, { kind: 'answer' }>): void;
}

/** The core's way to ask the shell; `post` carries the questions. */
export function createShellLine(post: (message: FromCore) => void): ShellLine {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  return {
    async ask(name, input) {
      const id = (last += 1);
      const value = await new Promise<unknown>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        post({ kind: 'ask', id, name, input });
      });
      const parsed = asks[name].output.safeParse(value);
      if (!parsed.success) throw new AppError('internal', `The shell gave no proper answer to ${name}`);
      // The schema of this very name has just accepted it.
      return parsed.data as AskOutput<typeof name>;
    },
    answered({ id, value, error }) {
      const asker = waiting.get(id);
      waiting.delete(id);
      if (error) asker?.reject(fromPlainError(error));
      else asker?.resolve(value);
    },
  };
}
