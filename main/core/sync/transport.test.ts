import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { AppError } from '../../../shared/kernel/errors';
import { signatureHeaders, signedText } from '../../../shared/protocol/sync';
import { createAxiosHttp } from '../adapters/axios-http';
import { systemRandom } from '../adapters/system-random';
import { newSeed, signingKey, verifySignature } from './ed25519';
import { createTransport } from './transport';

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

let server: Server;
let url = '';
let handler: Handler;
const schema = z.object({ ok: z.boolean(), text: z.string() });
const clock = { now: () => 1_700_000_000_000, monotonic: () => 0 };
const key = signingKey(newSeed(systemRandom));
const http = createAxiosHttp();

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => handler(request, response, Buffer.concat(chunks).toString()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const transport = (device = false) =>
  createTransport({ http, clock, url, ...(device ? { device: { deviceId: 'device-1', key } } : {}) });
const ask = (timeoutMs = 5000) => transport().ask({ method: 'GET', path: '/x', schema, timeoutMs });
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => new AppError('internal', 'did not fail'),
    (error: AppError) => error,
  );

const json = (value: unknown, status = 200) => {
  handler = (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(value));
  };
};

test('parses an answer, with no more fields than agreed', async () => {
  json({ ok: true, text: 'grün', more: 1 });
  expect(await ask()).toEqual({ ok: true, text: 'grün' });
});

test('signs method, path with query, time and body, so that the centre can verify it', async () => {
  let verified = false;
  handler = ({ headers, method, url: path }, response, body) => {
    const time = Number(headers[signatureHeaders.time]);
    const bodyHash = createHash('sha256').update(body).digest('hex');
    const text = signedText({ method: method ?? '', path: path ?? '', time, bodyHash });
    verified =
      headers[signatureHeaders.device] === 'device-1' &&
      verifySignature(key.publicKey, text, String(headers[signatureHeaders.signature]));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, text: body }));
  };
  const answer = await transport(true).ask({ method: 'POST', path: '/a?b=c', body: { umlaut: 'ü' }, schema });
  expect(answer.text).toBe('{"umlaut":"ü"}');
  expect(verified).toBe(true);
  expect(verifySignature(key.publicKey, 'another text', key.sign('a text'))).toBe(false);
});

test('a problem of the centre keeps its code, details and status', async () => {
  json({ code: 'locked', message: 'wait', details: { until: 7 } }, 403);
  expect(await failure(ask())).toMatchObject({ code: 'locked', details: { until: 7, status: 403 } });
  json({ code: 'internal', message: 'bug', details: {} }, 500);
  expect(await failure(ask())).toMatchObject({ code: 'unavailable', details: { status: 500 } });
});

test.each([
  ['a page of HTML', 200, 'text/html', '<html>', 'unavailable'],
  ['a page of HTML with 500', 500, 'text/html', '<html>', 'unavailable'],
  ['a problem that is none', 500, 'application/json', '{"oops":1}', 'unavailable'],
  ['half a JSON text', 200, 'application/json', '{"ok":tr', 'damaged'],
  ['other JSON', 200, 'application/json', '{"ok":1}', 'damaged'],
  ['an empty body', 200, 'application/json', '', 'damaged'],
  ['a redirect', 302, 'text/plain', '', 'unavailable'],
  ['too large without a reason', 413, 'text/html', 'nginx', 'tooLarge'],
  ['upgrade', 426, 'text/html', '', 'upgradeRequired'],
])('%s is a typed error', async (...[, status, type, body, code]) => {
  handler = (__, response) => {
    response.writeHead(status, { 'content-type': type, location: '/elsewhere' });
    response.end(body);
  };
  expect(await failure(ask())).toMatchObject({ name: 'AppError', code });
});

test('a body that breaks off, silence, a reset and nobody at all are `offline`', async () => {
  handler = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
    response.write('{"ok":true,');
    setTimeout(() => response.destroy(), 20);
  };
  expect(await failure(ask())).toMatchObject({ code: 'offline', details: { reason: 'line.down' } });
  handler = () => undefined;
  expect(await failure(ask(200))).toMatchObject({ code: 'offline', details: { reason: 'line.timeout' } });
  handler = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
    response.write('{"ok":true,');
  };
  expect(await failure(ask(200))).toMatchObject({ code: 'offline', details: { reason: 'line.timeout' } });
  handler = (_, response) => response.socket?.resetAndDestroy();
  expect(await failure(ask())).toMatchObject({ code: 'offline' });
  const nobody = createTransport({ http, clock, url: 'http://127.0.0.1:1' });
  expect(await failure(nobody.ask({ method: 'GET', path: '/', schema }))).toMatchObject({ code: 'offline' });
});

test('a connection that the centre hung up while it was idle is no failure', async () => {
  json({ ok: true, text: 'a' });
  const keep = server.keepAliveTimeout;
  server.keepAliveTimeout = 0;
  for (let n = 0; n < 20; n += 1) {
    await ask();
    server.closeIdleConnections();
  }
  server.keepAliveTimeout = keep;
});

test('a caller ends a request that takes too long for him', async () => {
  handler = () => undefined;
  const stop = new AbortController();
  const asked = failure(transport().ask({ method: 'GET', path: '/x', schema, signal: stop.signal }));
  stop.abort();
  expect(await asked).toMatchObject({ code: 'offline' });
});

test('a stream is of the kind that was asked for', async () => {
  handler = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    response.end('one\ntwo\n');
  };
  const bytes = await transport().open({ method: 'GET', path: '/s', accept: 'application/x-ndjson' });
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  expect(Buffer.concat(chunks).toString()).toBe('one\ntwo\n');
  const other = transport().open({ method: 'GET', path: '/s', accept: 'text/event-stream' });
  expect(await failure(other)).toMatchObject({ code: 'unavailable' });
});
