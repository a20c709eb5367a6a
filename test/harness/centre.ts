import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './free-port';
import { projectFolder } from './project-folder';

/** A central API in a process of its own. `log` is what it printed. */
export type Centre = {
  url: string;
  port: number;
  log: string[];
  /** Ends it orderly (SIGTERM) and waits; after ten seconds by force. */
  stop(): Promise<void>;
  /** SIGKILL, and waits. */
  kill(): Promise<void>;
};

/** Without `databaseUrl` it keeps an SQLite file in `dataDir`; `demo` fills an empty database with demo data. */
export type CentreOptions = {
  dataDir: string;
  port?: number;
  databaseUrl?: string;
  demo?: boolean;
  /** More arguments of the server, such as `['--orders', '50']`. */
  args?: string[];
  env?: Record<string, string>;
  /** The built server; the one in `out/` when left out. */
  program?: string;
};

const built = join(projectFolder, 'out', 'server', 'server.js');

/** Starts the built central API and waits until it answers. Give `port` to start it again at the same address. */
export async function startCentre(options: CentreOptions): Promise<Centre> {
  const program = options.program ?? built;
  if (!existsSync(program)) throw new Error('The central API is not built: run npm run build');
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const log: string[] = [];
  const args = [
    program,
    '--port',
    String(port),
    '--data',
    options.dataDir,
    ...(options.demo ? ['--demo'] : []),
    ...(options.args ?? []),
  ];
  const { DATABASE_URL: _, NODE_ENV: __, ...inherited } = process.env;
  const env = { ...inherited, ...(options.databaseUrl ? { DATABASE_URL: options.databaseUrl } : {}), ...options.env };
  const child = spawn(process.execPath, args, { cwd: projectFolder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.on('data', (data: Buffer) => log.push(data.toString()));
  child.stderr.on('data', (data: Buffer) => log.push(data.toString()));
  const state = { over: false };
  const gone = new Promise<void>((resolve) => child.once('exit', () => ((state.over = true), resolve())));
  const kill = async () => {
    child.kill('SIGKILL');
    await gone;
  };
  const stop = async () => {
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    child.kill('SIGTERM');
    await gone;
    clearTimeout(timer);
  };
  process.once('exit', () => child.kill('SIGKILL'));
  if (!(await answers(url, () => state.over))) {
    await kill();
    throw new Error(`The central API did not start.\n${log.join('')}`);
  }
  return { url, port, log, stop, kill };
}

/** Waits up to three minutes for a healthy answer, which a first filling with many rows takes; false when it never comes or the process is over. */
async function answers(url: string, isOver: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 1800 && !isOver(); tries += 1) {
    const ok = await fetch(`${url}/health`, { signal: AbortSignal.timeout(2000) }).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}
