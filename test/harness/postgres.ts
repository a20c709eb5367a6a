import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from './free-port';
import { copyForOwner, owner, preparePostgres } from './postgres-template';

/** A real PostgreSQL server with one empty database, for one test file. */
export type Postgres = { url: string; stop(): Promise<void> };

const fast = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=50',
  'shared_buffers=32MB',
];

/**
 * Starts it (well under a second once the template exists). Its data lies in a temporary folder that goes with `stop`, and is
 * never synced to disk. Throws with the server's own words when it does not start.
 */
export async function startPostgres(): Promise<Postgres> {
  const { programs, template } = preparePostgres();
  const folder = mkdtempSync(join(tmpdir(), 'backroom-postgres-'));
  const data = copyForOwner(template, folder);
  const port = await freePort();
  const settings = [...fast, `unix_socket_directories=${process.platform === 'win32' ? '' : folder}`];
  const args = ['-D', data, '-h', '127.0.0.1', '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const child = spawn(join(programs, 'postgres'), args, {
    ...owner(),
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const log: string[] = [];
  child.stderr.on('data', (text: Buffer) => log.push(text.toString()));
  const state = { over: false };
  const gone = new Promise<void>((resolve) => child.once('exit', () => ((state.over = true), resolve())));
  const quit = () => void child.kill('SIGQUIT');
  process.once('exit', quit);
  const stop = async () => {
    // SIGINT is PostgreSQL's fast shutdown: it does not wait for its clients.
    child.kill('SIGINT');
    await gone;
    process.off('exit', quit);
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `postgres://postgres@127.0.0.1:${port}/backroom`;
  if (await isReady(url, () => state.over)) return { url, stop };
  await stop();
  throw new Error(`PostgreSQL did not start.\n${log.join('')}`);
}

/** Waits up to twenty seconds for a first connection; false when it never comes or the server is over. */
async function isReady(url: string, isOver: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 400 && !isOver(); tries += 1) {
    const client = new Client({ connectionString: url });
    const ok = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => undefined);
    if (ok) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
