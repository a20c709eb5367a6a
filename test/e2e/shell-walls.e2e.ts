import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {} from '../../renderer/bridge/bridge';
import { openDesk, type Desk } from '../harness/electron/desk';

/** The walls around a window, seen from inside of it, in the real Electron. No centre is needed for that. */
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ api: 'http://127.0.0.1:9', dataDir: mkdtempSync(join(tmpdir(), 'shell-walls-')) });
});
afterAll(() => desk.close());

const start = 'app://backroom/';
const page = () => desk.page.url().split('#')[0];

test('every window is sandboxed, isolated and without Node', async () => {
  const preferences = await desk.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      const contents = window.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      const all = contents.getLastWebPreferences();
      const names = ['sandbox', 'contextIsolation', 'nodeIntegration', 'webSecurity', 'webviewTag'] as const;
      return Object.fromEntries(names.map((name) => [name, all[name]]));
    }),
  );
  expect(preferences).toEqual([
    { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false },
  ]);
  const seen = await desk.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron'].filter((name) => name in window),
  );
  expect(seen).toEqual([]);
});

test('the bridge is four frozen functions and nothing else', async () => {
  const bridge = await desk.page.evaluate(() => {
    const own = Object.getOwnPropertyDescriptor(window, 'backroom');
    const all = window.backroom as unknown as Record<string, unknown>;
    return {
      functions: Object.entries(all).map(([name, value]) => `${name} ${typeof value}`),
      fixed: own?.writable === false && !own.configurable && Object.isFrozen(all),
      changed: Reflect.set(all, 'read', 1) || Reflect.deleteProperty(all, 'call') || Reflect.set(all, 'more', 1),
    };
  });
  expect(bridge).toEqual({
    functions: ['read function', 'mutate function', 'call function', 'onChange function'],
    fixed: true,
    changed: false,
  });
});

test.each([
  'https://example.com/',
  'file:///etc/passwd',
  'app://backroom/assets/',
  'app://other/',
  'data:text/html,<h1>x</h1>',
  'blob:app://backroom/x',
  'media://x',
  'mailto:a@example.com',
])('navigation to %s is denied', async (address) => {
  await desk.page.evaluate((to) => void (location.href = to), address);
  await desk.page.waitForTimeout(200);
  expect(page()).toBe(start);
});

test('new windows are denied, by script, by link and by form', async () => {
  const opened = await desk.page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: 'https://example.com/', target: '_blank' });
    const form = Object.assign(document.createElement('form'), { action: 'https://example.com/', target: '_blank' });
    document.body.append(link, form);
    link.click();
    form.submit();
    return ['https://example.com/', 'about:blank', 'app://backroom/'].map((url) => window.open(url) === null);
  });
  expect(opened).toEqual([true, true, true]);
  await desk.page.waitForTimeout(300);
  expect(await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(page()).toBe(start);
});

test('the way out is one function: carriers pass, everything else is refused', async () => {
  const opened = await desk.app.evaluate(({ shell }) => {
    const list: string[] = [];
    shell.openExternal = async (url) => void list.push(url);
    return Object.assign(globalThis, { opened: list }).opened;
  });
  expect(opened).toEqual([]);
  await desk.page.evaluate(() =>
    [
      'https://www.dhl.com/t?1',
      'http://www.dhl.com/',
      'file:///etc/passwd',
      'https://www.dhl.com.evil.example/',
    ].forEach((url) => window.open(url)),
  );
  await desk.page.waitForTimeout(200);
  const seen = await desk.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
  expect(seen).toEqual(['https://www.dhl.com/t?1']);
});

test('every permission is denied', async () => {
  const answers = await desk.page.evaluate(async () => {
    const said = (promise: Promise<unknown>) =>
      promise.then(
        (value) => `got ${String(value)}`,
        () => 'denied',
      );
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'];
    const queried = await Promise.all(
      names.map((name) => navigator.permissions.query({ name: name as PermissionName }).then(({ state }) => state)),
    );
    return {
      queried: [...new Set(queried)],
      notification: await Notification.requestPermission(),
      place: await said(new Promise((done, fail) => navigator.geolocation.getCurrentPosition(done, fail))),
      camera: await said(navigator.mediaDevices.getUserMedia({ video: true })),
      screen: await said(navigator.mediaDevices.getDisplayMedia()),
      clipboard: await said(navigator.clipboard.readText()),
      midi: await said(navigator.requestMIDIAccess()),
    };
  });
  expect(answers).toEqual({
    queried: ['denied'],
    notification: 'denied',
    place: 'denied',
    camera: 'denied',
    screen: 'denied',
    clipboard: 'denied',
    midi: 'denied',
  });
});

test('a webview is only an unknown element', async () => {
  await desk.page.evaluate(() => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://example.com/');
    document.body.append(view);
  });
  await desk.page.waitForTimeout(300);
  expect(
    await desk.app.evaluate(({ webContents }) => webContents.getAllWebContents().map((one) => one.getType())),
  ).toEqual(['window']);
});

test('downloads are denied', async () => {
  const started = desk.page.waitForEvent('download', { timeout: 1000 }).catch(() => null);
  await desk.page.evaluate(() => {
    const href = URL.createObjectURL(new Blob(['x']));
    Object.assign(document.createElement('a'), { href, download: 'x.exe' }).click();
  });
  const download = await started;
  expect((await download?.failure()) ?? 'none began').toMatch(/none began|cancel/);
});
