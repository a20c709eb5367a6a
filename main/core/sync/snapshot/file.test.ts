import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { LocalFiles, wire } from '../../../../test/harness/local-files';
import { domain } from '../../../../shared/domain/domain';
import { places, quoted } from '../../../../shared/store/sql';
import { openSqlite } from '../../../../shared/store/sqlite';
import { createAxiosHttp } from '../../adapters/axios-http';
import { systemClock } from '../../adapters/system-clock';
import { SnapshotLoad } from '../snapshot-load';
import { createTransport, type Transport } from '../transport';
import { SnapshotFetch } from './fetch';

jest.setTimeout(60_000);
const scope = 'warehouse/w1';
const levels = domain.entity('stockLevel');
const { signal } = new AbortController();

let desk: LocalFiles;
let server: Server;
let line: Transport;
let bytes: Buffer;
/** What was asked of the file, by its first byte; lines have none. */
let asked: (number | 'lines')[];
/** Bytes after which the line is cut, one for each answer; then it holds. */
let cuts: number[];

const level = (n: number) => ({ id: `w1:v${n}`, warehouseId: 'w1', variantId: `v${n}`, quantity: n });
const levelsUpTo = (count: number) => Array.from({ length: count }, (_, i) => level(i + 1));

/** A file as the centre makes it. */
async function make(rows: number, meta: { scope?: string; version?: number; epoch?: string; rows?: number } = {}) {
  const path = join(desk.folder, `made-${Math.random()}.db`);
  const sql = await openSqlite(path, { synchronous: 'NORMAL' });
  await sql.script('PRAGMA journal_mode = DELETE');
  const wired = wire(levels, levelsUpTo(rows));
  await sql.run(`CREATE TABLE "stockLevel" (${wired.columns.map(quoted).join(', ')}, "later" TEXT)`);
  const columns = wired.columns.map(quoted).join(', ');
  await sql.run('BEGIN');
  for (const row of wired.rows)
    await sql.run(`INSERT INTO "stockLevel" (${columns}) VALUES (${places(row.length)})`, row);
  await sql.run('CREATE TABLE meta (scope TEXT, version INTEGER, rows INTEGER, sum INTEGER, epoch TEXT)');
  const told = { scope, version: 17, epoch: 'e1', rows, ...meta };
  await sql.run('INSERT INTO meta VALUES (?, ?, ?, 0, ?)', [told.scope, told.version, told.rows, told.epoch]);
  await sql.run('COMMIT');
  await sql.close();
  bytes = readFileSync(path);
  return { version: 17, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

const lines = (rows: number) => {
  const wired = wire(levels, levelsUpTo(rows));
  const text = [{ scope, version: 18, rows }, { entity: 'stockLevel', columns: wired.columns }, ...wired.rows];
  return [...text, { end: true, rows }].map((one) => `${JSON.stringify(one)}\n`).join('');
};

/** The centre's way of answering, on bytes: ranges, `If-Range`, the hash as ETag. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  if (!request.url?.endsWith('/file')) {
    asked.push('lines');
    response.writeHead(200, { 'content-type': 'application/x-ndjson' }).end(lines(7));
    return;
  }
  const tag = `"${createHash('sha256').update(bytes).digest('hex')}"`;
  const wanted = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const from = request.headers['if-range'] === tag ? wanted : 0;
  asked.push(from);
  const range = { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` };
  response.writeHead(from === wanted && request.headers['if-range'] === tag ? 206 : 200, {
    'content-type': 'application/vnd.sqlite3',
    'content-length': bytes.length - from,
    etag: tag,
    ...range,
  });
  const cut = cuts.shift();
  if (cut === undefined) response.end(bytes.subarray(from));
  // What was written is given a moment to arrive before the line breaks under it.
  else response.write(bytes.subarray(from, from + cut), () => setTimeout(() => response.destroy(), 50));
}

/** A loader as a newly started desk has it: what it knows lies on the disk. */
const loader = () =>
  new SnapshotLoad({
    replica: desk.replica,
    outbox: desk.journal.outbox,
    domain,
    log: desk.log,
    files: new SnapshotFetch(join(desk.folder, 'loads')),
    onRows: () => undefined,
    onProgress: () => undefined,
  });

beforeEach(async () => {
  desk = await LocalFiles.open();
  [asked, cuts] = [[], []];
  server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo; // it listens on a port
  line = createTransport({ http: createAxiosHttp(), clock: systemClock, url: `http://127.0.0.1:${port}` });
  await desk.replica.write((tx) => tx.setState({ membership: [scope], epoch: 'e1' }));
});
afterEach(async () => {
  const closed = new Promise((done) => server.close(done));
  server.closeAllConnections();
  await closed;
  await desk.close();
});

const cursor = async () => (await desk.replica.cursors()).find((one) => one.scope === scope)?.v ?? null;
const held = async () => (await desk.rows('stockLevel')).length;

test('a scope is loaded from its file, under what waits, with its indexes and counts, and the file is gone after it', async () => {
  await desk.adjust('m1', 300);
  await loader().load(line, scope, signal, await make(12_000));
  expect(asked).toEqual([0]);
  expect([await held(), await cursor(), await desk.replica.count(levels)]).toEqual([12_000, 17, 12_000]);
  expect((await desk.rows('stockLevel')).find(({ id }) => id === 'w1:v1')?.['quantity']).toBe(301);
  expect(await desk.replica.reader.all('SELECT quantity FROM "stockLevel__base"')).toEqual([{ quantity: 1 }]);
  const indexes = `SELECT count(*) AS n FROM sqlite_master WHERE type = 'index' AND tbl_name = 'stockLevel'`;
  expect(Number((await desk.replica.reader.all(indexes))[0]?.['n'])).toBeGreaterThan(3);
  expect(await desk.replica.reader.all('SELECT * FROM _bulk')).toEqual([]);
  expect(existsSync(join(desk.folder, 'loads'))).toBe(false);
});

test('cut at many places, across starts of the desk, it goes on where it stood', async () => {
  const file = await make(2000);
  const tries = 10;
  cuts = Array.from({ length: tries }, (_, at) => 700 * (at + 1) + at);
  for (let at = 0; at < tries; at += 1)
    await expect(loader().load(line, scope, signal, file)).rejects.toMatchObject({ code: 'offline' });
  cuts = [];
  await loader().load(line, scope, signal, file);
  const froms = asked.map(Number);
  expect(froms).toEqual([...froms].sort((a, b) => a - b));
  expect(froms.at(-1)).toBeGreaterThan(5000);
  expect([await held(), await cursor()]).toEqual([2000, 17]);
});

test('bytes that changed on the disk are found by the hash; the lines come instead', async () => {
  const file = await make(500);
  const part = join(desk.folder, 'loads', `${file.sha256}.part`);
  const kept = Buffer.from(bytes.subarray(0, 9000));
  kept[100] = (kept[100] ?? 0) ^ 1;
  mkdirSync(join(desk.folder, 'loads'));
  writeFileSync(part, kept);
  await loader().load(line, scope, signal, file);
  expect(asked).toEqual([9000, 'lines']);
  expect([await held(), await cursor()]).toEqual([7, 18]);
  expect(existsSync(part)).toBe(false);
});

test('another file than was announced gives way to lines', async () => {
  const old = await make(400);
  await make(500);
  await loader().load(line, scope, signal, old);
  expect([asked.at(-1), await held()]).toEqual(['lines', 7]);
});

test.each([
  ['another scope', { scope: 'warehouse/w2' }],
  ['another version', { version: 16 }],
  ['another epoch', { epoch: 'e2' }],
  ['more rows', { rows: 401 }],
])('a file that says that it is of %s gives way to lines, and no row of it is put', async (_, meta) => {
  await loader().load(line, scope, signal, await make(400, meta));
  expect([asked.at(-1), await held(), await cursor()]).toEqual(['lines', 7, 18]);
});

test('a line that lets no file through gives way to lines', async () => {
  const file = await make(400);
  cuts = [0, 0, 0];
  const one = loader();
  for (let at = 0; at < 2; at += 1)
    await expect(one.load(line, scope, signal, file)).rejects.toMatchObject({ code: 'offline' });
  await one.load(line, scope, signal, file);
  expect([asked.at(-1), await held()]).toEqual(['lines', 7]);
});

test('a scope that was taken away meanwhile is not filled, by file or by lines', async () => {
  const file = await make(400);
  await desk.replica.write((tx) => tx.setState({ membership: [] }));
  await expect(loader().load(line, scope, signal, file)).rejects.toMatchObject({ code: 'forbidden' });
  expect([asked, await held()]).toEqual([[0], 0]);
});

test('over rows that are here, changed ones are updated and missing ones go; one that would empty most is believed the second time', async () => {
  const one = loader();
  await one.load(line, scope, signal, await make(500));
  await desk.replica.write(async (tx) => {
    await tx.setState({ capture: false });
    await tx.sql.run(`UPDATE "stockLevel" SET quantity = 999 WHERE id = 'w1:v3'`);
    await tx.setState({ capture: true });
  });
  const small = await make(10);
  await expect(one.load(line, scope, signal, small)).rejects.toMatchObject({ details: { reason: 'sync.fuse' } });
  expect(await held()).toBe(500);
  await one.load(line, scope, signal, small);
  expect(await desk.rows('stockLevel')).toMatchObject(levelsUpTo(10).sort((a, b) => (a.id < b.id ? -1 : 1)));
});
