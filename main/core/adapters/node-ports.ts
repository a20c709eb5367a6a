import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Ports } from '../ports';
import { createAxiosHttp } from './axios-http';
import { createFileSecrets } from './file-secrets';
import { createFolderFiles } from './folder-files';
import { createJsonLog } from './json-log';
import { systemClock } from './system-clock';
import { systemRandom } from './system-random';
import { createTcpPrinter } from './tcp-printer';

/** Everything that the core needs, without Electron: `folder` holds the files of the desk, its key, its log and what is saved. */
export function nodePorts(folder: string): Ports {
  mkdirSync(folder, { recursive: true });
  const logFile = join(folder, 'core.log');
  return {
    folder,
    clock: systemClock,
    random: systemRandom,
    secrets: createFileSecrets(join(folder, 'secrets.key')),
    http: createAxiosHttp(),
    log: createJsonLog({ clock: systemClock, write: (line) => appendFileSync(logFile, line) }),
    printer: createTcpPrinter(),
    files: createFolderFiles(join(folder, 'saved')),
  };
}
