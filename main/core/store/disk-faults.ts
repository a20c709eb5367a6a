import { AppError } from '../../../shared/kernel/errors';

/** Says SQLite, or a hash of ours, that a file is not what was written? */
export const isDamaged = (error: unknown) => error instanceof AppError && error.code === 'damaged';

/**
 * Opens a file; null when it is damaged. It is looked at twice: SQLite says the same of a page that could not be read just now, and a file
 * must not be given up for that.
 */
export async function unlessDamaged<T>(open: () => Promise<T>): Promise<T | null> {
  try {
    return await open();
  } catch (error) {
    if (!isDamaged(error)) throw error;
  }
  try {
    return await open();
  } catch (error) {
    if (isDamaged(error)) return null;
    throw error;
  }
}

/** `unavailable` (`disk`) for what the system says of a full or failing disk; whatever else was thrown stays as it is. */
export async function asDiskFault<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'syscall' in error && 'message' in error)
      throw new AppError('unavailable', String(error.message), { reason: 'disk' });
    throw error;
  }
}
