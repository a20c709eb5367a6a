import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a file whole and durable, or not at all: a draft, its bytes on the disk, its name, the folder that holds the name. */
export async function keepFile(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.part`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path).catch(async (error: unknown) => {
    await rm(draft, { force: true });
    throw error;
  });
  const folder = await open(dirname(path), 'r').catch(() => null); // Windows opens no folders, and needs it not
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
