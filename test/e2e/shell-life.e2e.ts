import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {} from '../../renderer/bridge/bridge';
import { cleanEnv, openDesk, type Desk } from '../harness/electron/desk';
import { resolveRuntime } from '../harness/electron/runtime';
import { projectFolder } from '../harness/project-folder';

/** How the shell starts, remembers, survives and ends. */
const api = 'http://127.0.0.1:9';
const newFolder = () => mkdtempSync(join(tmpdir(), 'shell-life-'));
let desk: Desk | undefined;
const open = async (dataDir: string) => (desk = await openDesk({ api, dataDir }));
afterEach(async () => {
  await desk?.close();
  desk = undefined;
});

const logFile = (folder: string) => join(folder, 'shell', 'shell.log');
const logOf = (folder: string) => (existsSync(logFile(folder)) ? readFileSync(logFile(folder), 'utf8') : '');
const waitFor = async (what: () => Promise<boolean> | boolean) => {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await what()) return true;
    await new Promise((done) => setTimeout(done, 100));
  }
  return false;
};

const boundsOf = ({ app }: Desk) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());

test('a window comes back where it was', async () => {
  const folder = newFolder();
  const first = await open(folder);
  const wanted = { x: 120, y: 90, width: 1100, height: 700 };
  await first.app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds), wanted);
  // The window system moves it in its own time.
  await waitFor(async () => (await boundsOf(first))?.width === wanted.width);
  await first.close();
  const second = await open(folder);
  expect(await boundsOf(second)).toEqual(wanted);
  const smallest = await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getMinimumSize());
  expect(smallest).toEqual([960, 600]);
});

test('a data folder belongs to one instance; the second brings the first to the front and goes', async () => {
  const folder = newFolder();
  const first = await open(folder);
  const env = await first.app.evaluate(() => ({ DISPLAY: process.env['DISPLAY'] ?? '' }));
  const again = spawn(resolveRuntime().executablePath, ['--no-sandbox', projectFolder], {
    env: { ...cleanEnv(), ...env, BACKROOM_API: api, BACKROOM_DATA: folder },
    stdio: 'ignore',
  });
  expect(await new Promise((done) => again.once('exit', done))).toBe(0);
  expect(first.app.windows()).toHaveLength(1);
  const other = await openDesk({ api, dataDir: newFolder() });
  expect(other.app.windows()).toHaveLength(1);
  await other.close();
});

test('an address of the centre that is none is told, and nothing is opened', async () => {
  const bad = spawn(resolveRuntime().executablePath, ['--no-sandbox', projectFolder], {
    env: { ...cleanEnv(), BACKROOM_API: 'ftp://centre', BACKROOM_DATA: newFolder() },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  bad.stderr.on('data', (data: Buffer) => (said += data.toString()));
  expect(await new Promise((done) => bad.once('exit', done))).toBe(2);
  expect(said).toContain('The address of the centre must be http(s)://…, not "ftp://centre".');
});

test('a page that crashes is loaded again once, then a person is asked', async () => {
  const folder = newFolder();
  const { app } = await open(folder);
  await app.evaluate(({ dialog }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = async (...all: unknown[]) => {
      asked.push(JSON.stringify(all.at(-1)));
      return { response: 0, checkboxChecked: false };
    };
  });
  const crash = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
  const works = () =>
    app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (!contents || contents.isCrashed() || contents.isLoading()) return false;
      const asks = `backroom.call('settings.get', null).then(() => true)`;
      return Promise.race([
        contents.executeJavaScript(asks) as Promise<boolean>,
        new Promise<boolean>((done) => setTimeout(done, 1000, false)),
      ]);
    });
  const asked = () => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
  const crashes = () => logOf(folder).split('window.crashed').length - 1;
  await crash();
  expect(await waitFor(() => crashes() === 1)).toBe(true);
  expect(await waitFor(works)).toBe(true);
  expect(await asked()).toEqual([]);
  await crash();
  expect(await waitFor(async () => (await asked()).length === 1)).toBe(true);
  expect((await asked())[0]).toContain('saved is safe');
  expect(await waitFor(works)).toBe(true);
});

test('what a page keeps of what was typed survives a kill', async () => {
  const folder = newFolder();
  const first = await open(folder);
  await first.page.evaluate(() => localStorage.setItem('draft', 'twelve tins'));
  await first.page.waitForTimeout(3000);
  await first.kill();
  const second = await open(folder);
  expect(await second.page.evaluate(() => localStorage.getItem('draft'))).toBe('twelve tins');
});

test('waking up asks the core for news', async () => {
  const folder = newFolder();
  const { app } = await open(folder);
  const listeners = await app.evaluate(({ powerMonitor }) => [
    powerMonitor.listenerCount('resume'),
    powerMonitor.listenerCount('unlock-screen'),
    powerMonitor.emit('resume'),
  ]);
  expect(listeners).toEqual([1, 1, true]);
  expect(await desk?.page.evaluate(() => window.backroom!.call('sync.status', null))).toMatchObject({
    line: 'offline',
  });
});

test('it ends in good order: the core says goodbye before the app is gone', async () => {
  const folder = newFolder();
  const { page, close } = await open(folder);
  await page.evaluate(() => window.backroom!.call('session.get', null));
  await close();
  desk = undefined;
  const events = logOf(folder)
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { event: string }).event);
  expect(events).toEqual(['core.ready', 'shell.quits', 'core.stopped']);
});
