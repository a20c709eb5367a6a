import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../shared/kernel/errors';

/**
 * SQLSTATEs that say nothing about what was asked: lost lines, serialization, deadlocks, full disks, shutdowns, lock timeouts.
 * 23505 too: keys are looked up before they are written, so it means that another transaction wrote the same row meanwhile.
 */
const passing = /^(08|40|53|57|58)...$|^55P03$|^23505$/;
const brokenLine = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT']);

function codeOf(error: object): string {
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'parent' in error && typeof error.parent === 'object' && error.parent ? codeOf(error.parent) : '';
}

/** Is this a fault that may be gone at the next try? Then nothing was consumed, and the same request is to come again. */
export function isPassingFault(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'unavailable';
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  if (passing.test(code) || brokenLine.has(code)) return true;
  return (
    /^SequelizeConnection/.test(error.name) || /^(Connection terminated|Client has encountered)/.test(error.message)
  );
}

const TRIES = 5;

/** Tries again, up to five times and a little later each time, what a passing fault undid; nothing of it was consumed. Throws any other error, and a fault that stays. */
export async function patiently<T>(
  work: (again: boolean) => Promise<T>,
  onFault?: (tries: number, error: unknown) => void,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work(tries > 1);
    } catch (error) {
      if (!isPassingFault(error)) throw error;
      onFault?.(tries, error);
      if (tries === TRIES) throw error;
      await sleep(Math.random() * 10 * 2 ** tries);
    }
  }
}
