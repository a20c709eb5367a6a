import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createPlain, type ServerResponse } from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { AppError } from '../../../shared/kernel/errors';
import { createAxiosHttp } from '../adapters/axios-http';
import { systemClock } from '../adapters/system-clock';
import { createTransport } from './transport';

/** What answers in place of a centre: hotels, proxies, and lines that are none. Real sockets. */
type Answer = (response: ServerResponse) => void;

let answer: Answer = () => undefined;
/** Bytes that the stranger got rid of. */
let sent = 0;
const plain = createPlain((request, response) => {
  request.resume();
  answer(response);
});
let url = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
  url = `127.0.0.1:${(plain.address() as AddressInfo).port}`;
});
afterAll(() => {
  plain.closeAllConnections();
  plain.close();
});

const schema = z.object({ ok: z.boolean() });
function ask(root: string, timeoutMs = 5000): Promise<AppError | { ok: boolean }> {
  const transport = createTransport({ http: createAxiosHttp(), clock: systemClock, url: root });
  return transport.ask({ method: 'GET', path: '/hello', schema, timeoutMs }).catch((error: AppError) => error);
}

const head = (response: ServerResponse, status: number, type = 'text/html') =>
  response.writeHead(status, { 'content-type': type, location: 'http://login.hotel.example/' });

/** Writes until nobody wants more. */
function flood(response: ServerResponse, type: string, start = ''): void {
  head(response, 200, type);
  response.write(start);
  sent = 0;
  const chunk = Buffer.alloc(256 * 1024, 'x');
  const more = () => {
    while (!response.destroyed && sent < 400 * 1024 * 1024) {
      sent += chunk.length;
      if (!response.write(chunk)) return void response.once('drain', more);
    }
  };
  more();
}

function drip(response: ServerResponse, type: string): void {
  head(response, 200, type);
  response.write('{"ok"');
  const timer = setInterval(() => response.write(' '), 40);
  response.on('close', () => clearInterval(timer));
}

test.each<[string, Answer, string, string]>([
  ['a page with 200', (r) => void head(r, 200).end('<html>Welcome'), 'unavailable', 'centre.garbled'],
  ['a redirect to a sign-in', (r) => void head(r, 302).end(), 'unavailable', 'centre.garbled'],
  ['a lasting redirect', (r) => void head(r, 308).end('<html>'), 'unavailable', 'centre.garbled'],
  ['a network that wants a sign-in', (r) => void head(r, 511).end('<html>'), 'unavailable', 'centre.garbled'],
  ['no content', (r) => void r.writeHead(204).end(), 'unavailable', 'centre.garbled'],
  ['a gateway without a centre', (r) => void head(r, 502).end('<html>'), 'unavailable', 'centre.notUseful'],
  [
    'JSON of another product',
    (r) => void head(r, 200, 'application/json').end('{"ok":"yes"}'),
    'damaged',
    'centre.garbled',
  ],
])('%s is told from a centre', async (...[, what, code, reason]) => {
  answer = what;
  expect(await ask(`http://${url}`)).toMatchObject({ code, details: { reason } });
});

test('a page without an end is left after a megabyte, and JSON without an end after 64', async () => {
  answer = (response) => flood(response, 'text/html');
  expect(await ask(`http://${url}`)).toMatchObject({ code: 'unavailable', details: { reason: 'centre.garbled' } });
  expect(sent).toBeLessThan(16 * 1024 * 1024);
  answer = (response) => flood(response, 'application/json', '{"ok":"');
  expect(await ask(`http://${url}`)).toMatchObject({ code: 'tooLarge', details: { reason: 'centre.tooLarge' } });
  expect(sent).toBeLessThan(128 * 1024 * 1024);
});

test('a body that only trickles in is no line, although it is never silent; a slow one that goes on is', async () => {
  answer = (response) => drip(response, 'application/json');
  const began = performance.now();
  expect(await ask(`http://${url}`, 400)).toMatchObject({ code: 'offline', details: { reason: 'line.timeout' } });
  expect(performance.now() - began).toBeLessThan(5000);
  answer = (response) => {
    head(response, 200, 'application/json');
    const pieces = ['{"ok":true', ...Array.from({ length: 10 }, () => ' '.repeat(500)), '}'];
    const timer = setInterval(() => {
      response.write(pieces.shift() ?? '');
      if (pieces.length === 0) {
        clearInterval(timer);
        response.end();
      }
    }, 60);
  };
  expect(await ask(`http://${url}`, 400)).toEqual({ ok: true });
});

test('who cannot prove to be the centre, or speaks no TLS, is not believed', async () => {
  const untrusted = { code: 'offline', details: { reason: 'line.untrusted' } };
  expect(await ask(`https://${url}`)).toMatchObject(untrusted);
  const folder = mkdtempSync(join(tmpdir(), 'stranger-'));
  const file = (name: string) => join(folder, name);
  const kind = ['-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=127.0.0.1'];
  execFileSync('openssl', ['req', '-x509', ...kind, '-keyout', file('key'), '-out', file('cert')], { stdio: 'ignore' });
  const secure = createSecure({ key: readFileSync(file('key')), cert: readFileSync(file('cert')) }, (_, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}'),
  );
  await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
  try {
    expect(await ask(`https://127.0.0.1:${(secure.address() as AddressInfo).port}`)).toMatchObject(untrusted);
  } finally {
    secure.closeAllConnections();
    secure.close();
    rmSync(folder, { recursive: true });
  }
});
