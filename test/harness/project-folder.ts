import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

function above(folder: string): string {
  if (existsSync(join(folder, 'package-lock.json'))) return folder;
  if (folder === dirname(folder)) throw new Error('This is not run from within the project.');
  return above(dirname(folder));
}

/** The top folder of the project, wherever in it this code runs: from its source or from a build. */
export const projectFolder = above(__dirname);
