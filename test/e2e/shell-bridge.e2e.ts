import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {} from '../../renderer/bridge/bridge';
import { openDesk, type Desk } from '../harness/electron/desk';

/** What crosses the bridge, and who may cross it. */
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ api: 'http://127.0.0.1:9', dataDir: mkdtempSync(join(tmpdir(), 'shell-bridge-')) });
});
afterAll(() => desk.close());

test('a question is answered', async () => {
  const session = await desk.page.evaluate(() => window.backroom!.call('session.get', null));
  expect(session).toMatchObject({ person: null });
});

test('garbage gets a typed error, and the bridge still works', async () => {
  const codes = await desk.page.evaluate(async () => {
    const bridge = window.backroom as unknown as Record<
      'read' | 'mutate' | 'call',
      (...all: unknown[]) => Promise<unknown>
    >;
    const junk = [
      undefined,
      null,
      7,
      NaN,
      '',
      'x',
      [],
      {},
      [[]],
      { entity: 1 },
      { entity: 'order', limit: -1 },
      () => 1,
      new Date(),
      new Map(),
      10n,
    ];
    const answers: string[] = [];
    const note = (promise: Promise<unknown>) =>
      promise.then(
        () => answers.push('taken'),
        (problem: { code?: string; message?: string }) =>
          answers.push(problem.message ? String(problem.code) : 'untyped'),
      );
    for (const one of junk) {
      await note(bridge.read(one));
      await note(bridge.mutate(one));
      await note(bridge.call(one as string, one));
      await note(bridge.call('session.signIn', one));
    }
    return [...new Set(answers)].sort();
  });
  expect(codes).toEqual(['invalid']);
  expect(await desk.page.evaluate(() => window.backroom!.call('session.get', null))).toMatchObject({ person: null });
});

test('without a person, nothing is read or written', async () => {
  const codes = await desk.page.evaluate(async () => {
    const code = (promise: Promise<unknown>) =>
      promise.then(
        () => 'done',
        (problem: { code: string }) => problem.code,
      );
    return [
      await code(window.backroom!.read({ entity: 'order' })),
      await code(window.backroom!.mutate({ uid: 'u-1', name: 'store.create', args: {} })),
    ];
  });
  expect(codes).toEqual(['unauthenticated', 'unauthenticated']);
});

test('a window that the shell did not make gets no port, with the same preload and the same page', async () => {
  const answers = await desk.app.evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/out/preload/preload.js`;
    const window = new BrowserWindow({
      show: false,
      webPreferences: { preload, sandbox: true, contextIsolation: true },
    });
    await window.loadURL('app://backroom/');
    const answer: unknown = await window.webContents.executeJavaScript(
      `Promise.race([backroom.call('session.get', null).then(() => 'answered'), new Promise((done) => setTimeout(done, 1500, 'silence'))])`,
    );
    window.destroy();
    return answer;
  });
  expect(answers).toBe('silence');
});

test('a second window of the shell has a port of its own, and hears the same changes', async () => {
  const opened = desk.app.waitForEvent('window');
  await desk.app.evaluate(({ Menu, BrowserWindow }) => {
    const item = Menu.getApplicationMenu()?.items[0]?.submenu?.items[0];
    item?.click(undefined, BrowserWindow.getAllWindows()[0], undefined);
  });
  const second = await opened;
  await second.waitForLoadState('domcontentloaded');
  const heard = second.evaluate(
    () => new Promise((done) => window.backroom!.onChange((change) => change.topic === 'settings' && done(change))),
  );
  await second.evaluate(() => window.backroom!.call('settings.get', null));
  await desk.page.evaluate(() => window.backroom!.call('settings.set', { theme: 'dark' }));
  expect(await heard).toEqual({ topic: 'settings' });
  expect(await desk.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
  await second.close();
});

test('the language that a person sets is the language of the menu', async () => {
  const labels = () =>
    desk.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label.replace('&', '')) ?? []);
  for (const [language, word] of [
    ['de', 'Bearbeiten'],
    ['en', 'Edit'],
  ] as const) {
    await desk.page.evaluate((set) => window.backroom!.call('settings.set', { language: set }), language);
    for (let tries = 0; tries < 50 && !(await labels()).includes(word); tries += 1) await desk.page.waitForTimeout(50);
    expect(await labels()).toContain(word);
  }
});

test('a page that loads again gets a fresh port', async () => {
  for (let n = 0; n < 3; n += 1) {
    await desk.page.reload();
    expect(await desk.page.evaluate(() => window.backroom!.call('settings.get', null))).toMatchObject({
      theme: 'dark',
    });
  }
});
