import { AppError } from './errors';

/** Ends a switch over a closed union: the compiler proves that no case is missing. */
export function assertNever(value: never): never {
  throw new AppError('internal', `Unexpected value ${JSON.stringify(value)}`);
}

/** The value, or an `internal` error that says what was missing. For things that our own code guarantees. */
export function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new AppError('internal', `Missing ${what}`);
  return value;
}
