import { open, rename, rm } from 'node:fs/promises';
import { AppError } from '../../../shared/kernel/errors';
import type { Files } from '../ports';
import type { ShellLine } from './shell-line';

/** Names that no system objects to: no folders, no control characters, nothing that Windows reserves. */
const plainName = (name: string) =>
  name
    .replace(/[\u0000-\u001f<>:"/\\|?*]+/g, '-')
    .replace(/^[.\s-]+|[.\s]+$/g, '')
    .slice(0, 120) || 'file';

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.part`;
  try {
    const file = await open(draft, 'w');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
    throw new AppError('unavailable', `The file could not be written (${code})`, { reason: 'file.notWritten', code });
  }
}

/** Lets the person choose where in the system's dialog, then writes the file there: whole, or not at all. */
export function createShellFiles(shell: Pick<ShellLine, 'ask'>): Files {
  return {
    async saveAs(suggestedName, bytes) {
      const path = await shell.ask('choosePath', { suggestedName: plainName(suggestedName) });
      if (path !== null) await writeWhole(path, bytes);
      return path;
    },
  };
}
