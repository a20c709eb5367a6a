import { execFile, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { freePort } from '../free-port';
import { cleanEnv } from './desk';
import { openDisplay } from './display';
import { projectFolder } from '../project-folder';

/** The packed app, running as a customer would run it, seen through its screens only: its fuses let nobody into the main process. */
export type PackedDesk = { page: Page; pid: number; log: string[]; close(): Promise<void> };

/** Builds and packs the app for this machine (about twenty seconds). Returns the path of the program. */
export async function packApp(): Promise<string> {
  const script = join(projectFolder, 'scripts', 'package.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script], { env: cleanEnv(), maxBuffer: 1e8 });
  const path = /The app is packed: (.+)/.exec(stdout)?.[1];
  if (!path) throw new Error(`No program was packed.\n${stdout}`);
  return path.trim();
}

/** Starts a packed program on a screen of its own and waits for its first window. */
export async function openPackedDesk(program: string, options: { api: string; dataDir: string }): Promise<PackedDesk> {
  mkdirSync(options.dataDir, { recursive: true });
  const [display, port] = [await openDisplay(), await freePort()];
  const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const env = { ...cleanEnv(), ...display.env, BACKROOM_API: options.api, BACKROOM_DATA: options.dataDir };
  const child = spawn(program, [...sandbox, `--remote-debugging-port=${port}`], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => log.push(data.toString()));
  const state = { over: false };
  const gone = new Promise<void>((resolve) => child.once('exit', () => ((state.over = true), resolve())));
  const close = async () => {
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    child.kill('SIGTERM');
    await gone;
    clearTimeout(timer);
    display.stop();
  };
  try {
    const page = await firstPage(`http://127.0.0.1:${port}`, () => state.over);
    return { page, pid: child.pid ?? 0, log, close };
  } catch (error) {
    await close();
    throw new Error(`The packed app did not open.\n${log.join('')}`, { cause: error });
  }
}

/** Waits up to a minute for the first window; its address is the app's own, not the blank page a window begins with. */
async function firstPage(url: string, isOver: () => boolean): Promise<Page> {
  const until = Date.now() + 60_000;
  while (Date.now() < until && !isOver()) {
    // Electron knows no default context settings, so Playwright must not send any.
    const browser = await chromium.connectOverCDP(url, { noDefaults: true }).catch(() => undefined);
    const pages = browser?.contexts().flatMap((context) => context.pages()) ?? [];
    const page = pages.find((one) => /^(app|file):/.test(one.url()));
    if (page) return page;
    await browser?.close();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(isOver() ? 'It ended by itself.' : 'No window came within a minute.');
}
