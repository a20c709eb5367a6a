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
