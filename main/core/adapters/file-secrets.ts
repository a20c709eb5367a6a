import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../../shared/kernel/errors';
import type { Secrets } from '../ports';

const KEY = 32;
const NONCE = 12;
const TAG = 16;

async function makeKey(path: string): Promise<Uint8Array> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'wx', 0o600);
  try {
    const key = randomBytes(KEY);
    await file.writeFile(key);
    await file.sync();
    return key;
  } finally {
    await file.close();
  }
}

async function keyOf(path: string): Promise<Uint8Array> {
  const key = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new AppError('damaged', `Key file: ${error.message}`, { reason: 'secrets.unreadable' });
  });
  if (key === null) return makeKey(path);
  if (key.length !== KEY)
    throw new AppError('damaged', 'Key file has the wrong size', { reason: 'secrets.unreadable' });
  await chmod(path, 0o600);
  return key;
}

/**
 * Seals with AES-256-GCM under a key in a file that only this user of the machine may read: for machines without a
 * keyring, and for tests. Whoever can read the user's files can open what was sealed here.
 */
export function createFileSecrets(keyFile: string): Secrets {
  let cached: Promise<Uint8Array> | undefined;
  const theKey = () => (cached ??= keyOf(keyFile));
  return {
    async seal(plain) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', await theKey(), nonce);
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    async open(sealed) {
      const key = await theKey();
      try {
        const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE));
        cipher.setAuthTag(sealed.subarray(sealed.length - TAG));
        return Buffer.concat([cipher.update(sealed.subarray(NONCE, sealed.length - TAG)), cipher.final()]);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        throw new AppError('damaged', `Secret cannot be opened: ${message}`, { reason: 'secrets.unreadable' });
      }
    },
  };
}
