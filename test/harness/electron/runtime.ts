import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { projectFolder } from '../project-folder';

/** The Electron to test with; `source` tells the official binary from the stand-in. */
export type Runtime = { executablePath: string; version: string; source: 'override' | 'official' | 'stand-in' };

/** The Electron that the scripts use too. Throws when there is none (npm run setup fetches it). */
export function resolveRuntime(): Runtime {
  const output = execFileSync(process.execPath, [join(projectFolder, 'scripts', 'electron-runtime.mjs')], {
    encoding: 'utf8',
  });
  const line = output.trim().split('\n').at(-1) ?? '';
  // The script prints exactly this shape as its last line.
  return JSON.parse(line) as Runtime;
}
