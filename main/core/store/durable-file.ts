import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes the names in a folder durable. Where a folder cannot be opened (Windows) the file system does it by itself. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/**
 * The bytes of a file; null when there is none. One that cannot be read just now is thrown, as the system says it: whoever took it for none
 * would begin it anew, and what it holds would be gone.
 */
export async function readIfThere(path: string): Promise<Buffer | null> {
  return readFile(path).catch((error: unknown) => {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
}

/** Writes a file whole and durable, or not at all: a draft, its bytes on the disk, its name, the folder that holds the name. */
export async function keepFile(path: string, content: string | Uint8Array): Promise<void> {
  const draft = `${path}.new`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, path).catch(async (error: unknown) => {
    await rm(draft, { force: true });
    throw error;
  });
  await syncFolder(dirname(path));
}
