import { useState } from 'react';
import { toPlainError, type PlainError } from '../../../shared/kernel/errors';

interface Save {
  readonly busy: boolean;
  /** What went wrong the last time; gone when it is tried again. */
  readonly error: PlainError | undefined;
  /** Runs a save; resolves to whether it went well. */
  readonly run: (save: () => Promise<unknown>) => Promise<boolean>;
  readonly forget: () => void;
}

/** A save under way and what became of it. A second press while it runs does nothing. */
export function useSave(): Save {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<PlainError>();
  const run = async (save: () => Promise<unknown>) => {
    if (busy) return false;
    setBusy(true);
    setError(undefined);
    try {
      await save();
      return true;
    } catch (thrown) {
      setError(toPlainError(thrown));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, run, forget: () => setError(undefined) };
}
