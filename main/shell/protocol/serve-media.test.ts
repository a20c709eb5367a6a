import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMediaServer } from './serve-media';

const folder = mkdtempSync(join(tmpdir(), 'serve-media-'));
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const hashOf = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

function keep(content: Uint8Array, name = hashOf(content)): string {
  writeFileSync(join(folder, name), content);
  return name;
}

const asked: string[] = [];
const serve = createMediaServer(async (hash) => {
  asked.push(hash);
  return hash.startsWith('0000') ? null : join(folder, hash);
});
const get = (url: string, method = 'GET') => serve({ url, method });

test('a picture is served with its own type and nothing to guess', async () => {
  const answer = await get(`media://${keep(png)}`);
  expect(answer.status).toBe(200);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(png);
  expect(answer.headers.get('Content-Type')).toBe('image/png');
  expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect((await get(`media://${hashOf(png)}/`)).status).toBe(200);
});

test.each([
  ['image/jpeg', 'ffd8ffe000104a464946'],
  ['image/gif', '474946383961'],
  ['image/webp', '524946460000000057454250'],
  ['image/avif', '00000020667479706176696600000000'],
])('%s is known by its first bytes', async (type, hex) => {
  expect((await get(`media://${keep(Buffer.from(hex, 'hex'))}`)).headers.get('Content-Type')).toBe(type);
});

test('a drawing is served as one, under a policy by which it can do nothing', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
  for (const text of [svg, `<?xml version="1.0"?>\n<!-- made by hand -->\n${svg}`]) {
    const answer = await get(`media://${keep(Buffer.from(text))}`);
    expect(answer.headers.get('Content-Type')).toBe('image/svg+xml');
    expect(answer.headers.get('Content-Security-Policy')).toBe("default-src 'none'; sandbox");
  }
  expect((await get(`media://${keep(Buffer.from(`<html>${svg}`))}`)).status).toBe(415);
});

test.each(['<html><script>alert(1)</script>', '%PDF-1.7', ''])('what is no picture is not served: %s', async (text) => {
  expect((await get(`media://${keep(Buffer.from(text))}`)).status).toBe(415);
});

test('a file that is not what its name says is not served', async () => {
  const name = keep(png, 'a'.repeat(64));
  expect((await get(`media://${name}`)).status).toBe(404);
});

test('unknown, absent and impossible names are 404, and only names reach the core', async () => {
  asked.length = 0;
  for (const name of ['0'.repeat(64), 'f'.repeat(64), '../journal.db', 'F'.repeat(64), `${'a'.repeat(64)}/../x`, ''])
    expect((await get(`media://${name}`)).status).toBe(404);
  expect(asked).toEqual(['0'.repeat(64), 'f'.repeat(64)]);
});

test('only GET is understood', async () => {
  expect((await get(`media://${keep(png)}`, 'PUT')).status).toBe(405);
});
