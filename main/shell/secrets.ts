import { safeStorage } from 'electron';
import { AppError } from '../../shared/kernel/errors';

/**
 * True where the operating system keeps a real key for us. On Linux without a keyring Electron would use a password that
 * everybody knows; that is no secret, and the core's key file serves better.
 */
function hasRealKey(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  // Older versions of Electron have no such question; there, a fixed password counts as "not available".
  if (process.platform !== 'linux' || !('getSelectedStorageBackend' in safeStorage)) return true;
  return !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
}

/** Bytes sealed by the operating system for this user, or null where it cannot. */
export function sealBySystem(plain: Uint8Array): Uint8Array | null {
  return hasRealKey() ? safeStorage.encryptString(Buffer.from(plain).toString('base64')) : null;
}

/** Opens what `sealBySystem` sealed. `damaged` when it cannot be opened by this user on this machine. */
export function openBySystem(sealed: Uint8Array): Uint8Array {
  try {
    return Buffer.from(safeStorage.decryptString(Buffer.from(sealed)), 'base64');
  } catch {
    throw new AppError('damaged', 'The system cannot open this secret', { reason: 'secrets.unreadable' });
  }
}
