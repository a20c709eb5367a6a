import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the shim is built: with its source's age in the name it is never an old one. */
const cache = resolve('.cache/faults');
const source = resolve('test/faults/io-shim.c');

/** Builds the shim that stands between a process and its disk. A text instead says why there is none here. */
export function buildShim(): { library: string } | { why: string } {
  if (process.platform !== 'linux') return { why: `LD_PRELOAD is Linux's, and this is ${process.platform}` };
  const library = join(cache, `io-shim-${Math.floor(statSync(source).mtimeMs)}.so`);
  if (existsSync(library)) return { library };
  mkdirSync(cache, { recursive: true });
  const draft = `${library}.${process.pid}`;
  try {
    execFileSync('cc', ['-O2', '-fPIC', '-shared', '-o', draft, source, '-ldl', '-lpthread'], { stdio: 'pipe' });
  } catch (error) {
    return { why: `no C compiler here (cc): ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''}` };
  }
  renameSync(draft, library);
  return { library };
}

/** The environment of a process behind the shim. */
export function behindShim(
  library: string,
  { folder, log, kill, half }: { folder: string; log?: string; kill?: number; half?: boolean },
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    LD_PRELOAD: library,
    UV_USE_IO_URING: '0', // calls through a ring of the kernel's would pass it by
    BACKROOM_FAULTS_FOLDER: folder,
    ...(log === undefined ? {} : { BACKROOM_FAULTS_LOG: log }),
    ...(kill === undefined ? {} : { BACKROOM_FAULTS_KILL: String(kill) }),
    ...(half === true ? { BACKROOM_FAULTS_HALF: '1' } : {}),
  };
}

/** Says something to the shim of this process; its answer, or -1 where there is none. */
export function tellShim(word: string): number {
  try {
    const answer = openSync(`/backroom-faults/${word}`, 'r');
    return answer;
  } catch {
    return -1;
  }
}

/** The errors of a disk, as the system numbers them. */
export const diskErrors = { EIO: 5, ENOSPC: 28 } as const;

/** The next `from`-th call fails, and those after it, `many` in all; 0 ends it. */
export const failCalls = (error: keyof typeof diskErrors, from: number, many: number) =>
  tellShim(`fail/${diskErrors[error]}/${from}/${many}`);

/** Is there a folder in memory? States are written and read there a hundred times faster. */
export const stateFolder = existsSync('/dev/shm') ? '/dev/shm' : '';
