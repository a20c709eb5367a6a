import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Files } from '../ports';

/** Saves without asking, under the suggested name in one folder: for machines without a screen, and for tests. */
export function createFolderFiles(folder: string): Files {
  return {
    async saveAs(suggestedName, bytes) {
      await mkdir(folder, { recursive: true });
      const path = join(folder, basename(suggestedName));
      await writeFile(path, bytes);
      return path;
    },
  };
}
