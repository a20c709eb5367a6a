import { mkdirSync } from 'node:fs';
import type { ElectronApplication, Page } from 'playwright-core';
import { _electron } from 'playwright-core';
import { openDisplay } from './display';
import { projectFolder } from '../project-folder';
import { resolveRuntime } from './runtime';

/** The built app running in the real Electron. `log` collects what it and its screens print, for a failing test to show. */
export type Desk = {
  app: ElectronApplication;
  page: Page;
  log: string[];
  /** Ends the app as a person would; after ten seconds by force. */
  close(): Promise<void>;
  /** SIGKILL to the app and all its processes at once, the core too. Page caches survive: it is no power cut. */
  kill(): Promise<void>;
};

/** `dataDir` is the desk's own data folder (reuse it to start the same desk again); `appDir` the app, this project when not given. */
export type DeskOptions = {
  api: string;
  dataDir: string;
  env?: Record<string, string>;
  args?: string[];
  appDir?: string;
};

/** Starts a desk on a screen of its own and waits for its first window. */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  mkdirSync(options.dataDir, { recursive: true });
  const display = await openDisplay();
  const log: string[] = [];
  try {
    const app = await _electron.launch({
      executablePath: resolveRuntime().executablePath,
      args: [...(options.args ?? []), options.appDir ?? projectFolder],
      cwd: projectFolder,
      env: { ...cleanEnv(), ...display.env, BACKROOM_API: options.api, BACKROOM_DATA: options.dataDir, ...options.env },
      timeout: 60_000,
    });
    const child = app.process();
    child.stdout?.on('data', (data: Buffer) => log.push(data.toString()));
    child.stderr?.on('data', (data: Buffer) => log.push(data.toString()));
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const page = await app.firstWindow({ timeout: 60_000 });
    page.on('console', (message) => log.push(`[screen] ${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => log.push(`[screen] ${error.stack ?? error.message}`));
    await page.waitForLoadState('domcontentloaded');
    const kill = async () => {
      killTree(child.pid);
      await gone;
      display.stop();
    };
    const close = async () => {
      const timer = setTimeout(() => killTree(child.pid), 10_000);
      await app.close().catch(() => undefined);
      await gone;
      clearTimeout(timer);
      display.stop();
    };
    return { app, page, log, close, kill };
  } catch (error) {
    display.stop();
    throw new Error(`The desk did not open.\n${log.join('')}`, { cause: error });
  }
}

/** The variables of this process, without what Jest and Node put there for themselves. */
export function cleanEnv(): Record<string, string> {
  const own = /^(NODE_ENV|NODE_OPTIONS|JEST_|ELECTRON_RUN_AS_NODE|npm_)/;
  const entries = Object.entries(process.env).flatMap(([name, value]) =>
    own.test(name) || value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(entries);
}

/** Playwright starts the app as the head of a process group, so one signal reaches all of it. */
function killTree(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended already, which is what was wanted.
  }
}
