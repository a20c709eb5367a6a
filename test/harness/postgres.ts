import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from './free-port';
import { copyForOwner, owner, preparePostgres } from './postgres-template';

/** A real PostgreSQL server with one empty database, for one test file. */
export type Postgres = {
  url: string;
  stop(): Promise<void>;
  /** Ends it, waits for `whileDown`, and starts it again at the same address. `crash` kills it in the middle of whatever it does. */
  restart(how: 'shutdown' | 'crash', whileDown: () => Promise<void>): Promise<void>;
};

const fast = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=50',
  'shared_buffers=32MB',
];

/** PostgreSQL's own ways, for what must survive a power cut too. */
const synced = ['max_connections=100', 'shared_buffers=256MB', 'max_wal_size=2GB'];

type Run = { readonly child: ChildProcess; readonly gone: Promise<void>; readonly log: string[]; isOver(): boolean };

function launch(programs: string, folder: string, args: readonly string[]): Run {
  const child = spawn(join(programs, 'postgres'), args, {
    ...owner(),
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const log: string[] = [];
  child.stderr.on('data', (text: Buffer) => log.push(text.toString()));
  const state = { over: false };
  const quit = () => void child.kill('SIGQUIT');
  process.once('exit', quit);
  const gone = new Promise<void>((resolve) =>
    child.once('exit', () => ((state.over = true), process.off('exit', quit), resolve())),
  );
  return { child, gone, log, isOver: () => state.over };
}

/**
 * Starts it (well under a second once the template exists). Its data lies in a temporary folder that goes with `stop`, and is
 * never synced to disk. `durable`: what is committed outlives a crash of the server; `'synced'`: one of the machine too. Throws with the server's own words when it does
 * not start.
 */
export async function startPostgres({ durable = false }: { durable?: boolean | 'synced' } = {}): Promise<Postgres> {
  const { programs, template } = preparePostgres();
  const folder = mkdtempSync(join(tmpdir(), 'backroom-postgres-'));
  const data = copyForOwner(template, folder);
  const port = await freePort();
  const settings = [
    ...(durable === 'synced' ? synced : fast),
    ...(durable ? ['synchronous_commit=on'] : []),
    `unix_socket_directories=${process.platform === 'win32' ? '' : folder}`,
  ];
  const args = ['-D', data, '-h', '127.0.0.1', '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const url = `postgres://postgres@127.0.0.1:${port}/backroom`;
  let run = launch(programs, folder, args);
  const end = async (signal: 'SIGINT' | 'SIGQUIT') => {
    run.child.kill(signal);
    await run.gone;
  };
  const stop = async () => {
    // SIGINT is PostgreSQL's fast shutdown: it does not wait for its clients.
    await end('SIGINT');
    rmSync(folder, { recursive: true, force: true });
  };
  const checkReady = async () => {
    if (await isReady(url, run.isOver)) return;
    await stop();
    throw new Error(`PostgreSQL did not start.\n${run.log.join('')}`);
  };
  await checkReady();
  const restart = async (how: 'shutdown' | 'crash', whileDown: () => Promise<void>) => {
    await end(how === 'crash' ? 'SIGQUIT' : 'SIGINT');
    await whileDown();
    run = launch(programs, folder, args);
    await checkReady();
  };
  return { url, stop, restart };
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
