import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listAppFiles } from './app-files';
import { createAppServer } from './serve-app';

const top = mkdtempSync(join(tmpdir(), 'serve-app-'));
const screens = join(top, 'renderer');
mkdirSync(join(screens, 'assets'), { recursive: true });
writeFileSync(join(top, 'secret.js'), 'secret');
writeFileSync(join(screens, 'index.html'), '<meta nonce="__NONCE__"><style nonce="__NONCE__"></style>');
writeFileSync(join(screens, 'assets', 'main.js'), 'main');
writeFileSync(join(screens, 'assets', 'main.js.map'), '{}');
const get = async (url: string, method = 'GET') => createAppServer(await listAppFiles(screens))({ url, method });

test('the page has its policy, exactly, with a nonce of its own at each load', async () => {
  const first = await get('app://backroom/');
  const policy = first.headers.get('Content-Security-Policy') ?? '';
  const nonce = /'nonce-([A-Za-z0-9+/=]{24})'/.exec(policy)?.[1] ?? 'none';
  expect(policy.replace(nonce, '…')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-…'; img-src 'self' media: blob: data:; font-src 'self'; " +
      "connect-src 'none'; frame-src preview:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  expect(await first.text()).toBe(`<meta nonce="${nonce}"><style nonce="${nonce}"></style>`);
  const second = await get('app://backroom/index.html');
  expect(second.headers.get('Content-Security-Policy')).not.toBe(policy);
});

test('a known file has its type and is never sniffed', async () => {
  const answer = await get('app://backroom/assets/main.js?x=1');
  expect([answer.status, await answer.text()]).toEqual([200, 'main']);
  expect(answer.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
  expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
});

test.each([
  'app://backroom/secret.js',
  'app://backroom/../secret.js',
  'app://backroom/assets/../../secret.js',
  'app://backroom/..%2fsecret.js',
  'app://backroom/%2e%2e/secret.js',
  'app://backroom/..%5csecret.js',
  'app://backroom//etc/passwd',
  `app://backroom/${'../'.repeat(20)}etc/passwd`,
  'app://backroom/assets/',
  'app://backroom/assets/main.js.map',
  'app://backroom/assets/main.js/',
  'app://backroom/assets/main.js%00.png',
  'app://backroom/%E0%A4%A',
  'app://other/index.html',
  'app://me@backroom/index.html',
  'app://backroom:1/index.html',
  'file:///etc/passwd',
  'nonsense',
  'app://backroom/__proto__',
  'app://backroom/constructor',
])('what is not in the map does not exist: %s', async (url) => {
  const answer = await get(url);
  expect([answer.status, await answer.text()]).toEqual([404, '']);
});

test('only GET is understood', async () => {
  expect((await get('app://backroom/', 'POST')).status).toBe(405);
});

test('no random path leads out of the map', async () => {
  const server = createAppServer(await listAppFiles(screens));
  const parts = [
    '..',
    '.',
    '%2e%2e',
    '%2f',
    '%5c',
    '\\',
    '/',
    'assets',
    'secret.js',
    'renderer',
    'index.html',
    '%00',
    '~',
    'etc',
    'passwd',
  ];
  let seed = 20260101;
  const pick = () => parts[(seed = (seed * 1103515245 + 12345) % 2147483648) % parts.length] ?? '';
  let refused = 0;
  for (let n = 0; n < 5000; n += 1) {
    const url = `app://backroom/${Array.from({ length: 1 + (n % 7) }, pick).join(n % 2 ? '/' : '')}`;
    const answer = await server({ url, method: 'GET' });
    const text = await answer.text();
    if (answer.status === 404) refused += 1;
    expect(text).not.toContain('secret');
    expect(text).not.toContain('root:');
  }
  expect(refused).toBeGreaterThan(1000);
});
