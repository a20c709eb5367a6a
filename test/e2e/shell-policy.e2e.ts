import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDesk, type Desk } from '../harness/electron/desk';

/** What a page may load and run: its own files, and nothing of the machine or the network. */
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ api: 'http://127.0.0.1:9', dataDir: mkdtempSync(join(tmpdir(), 'shell-policy-')) });
});
afterAll(() => desk.close());

/** Tells whether an element that loads `address` ever loads. */
const loads = (tag: 'img' | 'script' | 'iframe' | 'link', address: string) =>
  desk.page.evaluate(
    ({ tag, address }) =>
      new Promise<string>((done) => {
        const element = document.createElement(tag);
        element.onload = () => done('loaded');
        element.onerror = () => done('refused');
        if (element instanceof HTMLLinkElement) Object.assign(element, { rel: 'stylesheet', href: address });
        else element.src = address;
        document.body.append(element);
        setTimeout(() => done('refused'), 1500);
      }),
    { tag, address },
  );

test('the policy stops inline script and handlers', async () => {
  const ran = await desk.page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.inlineRan = true';
    const holder = document.createElement('div');
    holder.innerHTML = '<img src="x:" onerror="window.handlerRan = true"><a href="javascript:window.linkRan=1">x</a>';
    document.body.append(script, holder);
    holder.querySelector('a')?.click();
    await new Promise((done) => setTimeout(done, 300));
    return ['inlineRan', 'handlerRan', 'linkRan'].filter((name) => name in window);
  });
  expect(ran).toEqual([]);
});

test('a page has no network: not one byte arrives, whatever it tries', async () => {
  let hits = 0;
  const server = createServer((_request, response) => {
    hits += 1;
    response.setHeader('Access-Control-Allow-Origin', '*').end('hello');
  });
  server.on('connection', () => (hits += 1));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const at = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await (await fetch(`http://${at}`)).text()).toBe('hello');
  hits = 0;
  const reached = await desk.page.evaluate(async (host) => {
    const url = `http://${host}/`;
    const head = (rel: string) =>
      document.head.append(Object.assign(document.createElement('link'), { rel, href: url }));
    const socket = () =>
      new Promise((done, fail) => Object.assign(new WebSocket(`ws://${host}/`), { onopen: done, onerror: fail }));
    const request = () =>
      new Promise((done, fail) => {
        const xhr = Object.assign(new XMLHttpRequest(), { onload: done, onerror: fail });
        xhr.open('GET', url);
        xhr.send();
      });
    const worker = () => {
      const made = new Worker(URL.createObjectURL(new Blob([`postMessage(1)`])));
      return new Promise((done, fail) => Object.assign(made, { onmessage: done, onerror: fail }));
    };
    const tries = {
      fetch: () => fetch(url, { mode: 'no-cors' }),
      own: () => fetch('app://backroom/index.html'),
      file: () => fetch('file:///etc/passwd'),
      request,
      socket,
      worker,
      module: () => import(/* @vite-ignore */ `${url}x.js`),
    };
    navigator.sendBeacon(url, 'x');
    new EventSource(url);
    new Image().src = url;
    ['stylesheet', 'preload', 'prefetch', 'preconnect', 'prerender', 'modulepreload', 'icon', 'manifest'].forEach(head);
    const all = Object.entries(tries).map(async ([name, act]) => {
      const got = await Promise.race([
        (async () => act())().then(
          () => true,
          () => false,
        ),
        new Promise((done) => setTimeout(done, 1500, false)),
      ]);
      return got ? name : '';
    });
    return (await Promise.all(all)).filter(Boolean);
  }, at);
  await desk.page.waitForTimeout(500);
  server.close();
  expect({ reached, hits }).toEqual({ reached: [], hits: 0 });
});

test('eval is refused in the page', async () => {
  // The developer protocol may evaluate text; the page's own code may not, so its own code has to try.
  const ran = await desk.page.evaluate(
    () =>
      new Promise((done) => {
        const report = (event: SecurityPolicyViolationEvent) => done(`${event.effectiveDirective} ${event.blockedURI}`);
        document.addEventListener('securitypolicyviolation', report, { once: true });
        Reflect.apply(setTimeout, window, ['window.evalRan = true', 0]);
        setTimeout(() => done('evalRan' in window ? 'ran' : 'silent'), 1000);
      }),
  );
  expect(ran).toBe('script-src eval');
});

test.each([
  ['img', 'https://example.com/x.png'],
  ['img', 'file:///usr/share/pixmaps/debian-logo.png'],
  ['script', 'https://example.com/x.js'],
  ['script', 'file:///etc/hostname'],
  ['script', 'data:text/javascript,window.dataRan=1'],
  ['link', 'https://example.com/x.css'],
] as const)('a page cannot load %s %s', async (tag, address) => {
  expect(await loads(tag, address)).toBe('refused');
});

test('files of the machine are out of reach even for a frame', async () => {
  for (const address of ['file:///etc/passwd', 'https://example.com/', 'app://backroom/index.html']) {
    await loads('iframe', address);
  }
  expect(
    desk.page
      .frames()
      .map((frame) => frame.url())
      .filter((url) => /^(file|https):/.test(url)),
  ).toEqual([]);
  const inside = await desk.page.evaluate(() =>
    [...document.querySelectorAll('iframe')].map((frame) => frame.contentDocument?.body.textContent ?? ''),
  );
  expect(inside.join('')).toBe('');
  await desk.page.evaluate(() => document.querySelectorAll('iframe').forEach((frame) => frame.remove()));
});

test('app:// serves its page with the policy and nothing that is not in the map', async () => {
  const ask = (url: string) =>
    desk.app.evaluate(async ({ net }, address) => {
      const answer = await net.fetch(address);
      return [
        answer.status,
        answer.headers.get('content-security-policy') ?? '',
        (await answer.text()).length,
      ] as const;
    }, url);
  const [status, policy, size] = await ask('app://backroom/');
  expect([status, size > 0]).toEqual([200, true]);
  expect(policy).toMatch(
    /^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[^']+'; .*frame-ancestors 'none'$/,
  );
  for (const path of ['../main/main.js', '..%2fmain%2fmain.js', '%2e%2e/package.json', 'etc/passwd', 'assets'])
    expect((await ask(`app://backroom/${path}`)).slice(0, 1)).toEqual([404]);
  expect((await ask('app://other/index.html'))[0]).toBe(404);
});

test('no page has a place to keep script of its own: no service worker', async () => {
  const registered = await desk.page.evaluate(() =>
    (navigator.serviceWorker?.register('app://backroom/assets/x.js') ?? Promise.reject(new Error())).then(
      () => true,
      () => false,
    ),
  );
  expect(registered).toBe(false);
});
