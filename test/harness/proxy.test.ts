import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import type { LineProxy } from './proxy';
import { startProxy } from './proxy';

const body = JSON.stringify({ rows: Array.from({ length: 100 }, (_, i) => `row ${i}`) });
const server = createServer((_, response) => response.setHeader('content-length', body.length).end(body));
let proxy: LineProxy;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy = await startProxy(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
beforeEach(() => {
  proxy.restore();
  proxy.delay(0);
});
afterAll(async () => {
  await proxy.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const ask = () => fetch(proxy.url, { signal: AbortSignal.timeout(2000), headers: { connection: 'close' } });

test('carries answers unchanged', async () => {
  expect(await (await ask()).text()).toBe(body);
});

test('a cut line fails at once, and a restored one works at the same address', async () => {
  proxy.cut();
  await expect(ask()).rejects.toThrow();
  proxy.restore();
  expect(await (await ask()).text()).toBe(body);
});

test('cutting ends what is under way', async () => {
  proxy.delay(500);
  const waiting = ask();
  setTimeout(() => proxy.cut(), 100);
  const started = Date.now();
  await expect(waiting).rejects.toThrow();
  expect(Date.now() - started).toBeLessThan(450);
});

test('a delay holds both ways', async () => {
  proxy.delay(150);
  const started = Date.now();
  await (await ask()).text();
  expect(Date.now() - started).toBeGreaterThanOrEqual(295);
});

test('answers HTML, 500, half a body, or nothing', async () => {
  proxy.set('html');
  expect((await ask()).headers.get('content-type')).toBe('text/html');
  proxy.set('error');
  expect((await ask()).status).toBe(500);
  proxy.set('half');
  await expect(ask().then((response) => response.text())).rejects.toThrow();
  proxy.set('silent');
  await expect(ask()).rejects.toThrow(/abort|timeout/i);
});
