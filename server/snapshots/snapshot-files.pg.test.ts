import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { domain } from '../../shared/domain/domain';
import { addSum, sumOfRow } from '../../shared/store/row-sum';
import { quoted } from '../../shared/store/sql';
import { openSqlite } from '../../shared/store/sqlite';
import { databases, TestCentres, type TestCentre } from '../../test/harness/test-centre';
import type { Act, WireDesk } from '../../test/harness/wire-desk';
import { entitiesOf } from '../authority/snapshot';

const centres = new TestCentres();
const folder = mkdtempSync(join(tmpdir(), 'backroom-file-'));
afterAll(async () => {
  await centres.close();
  rmSync(folder, { recursive: true, force: true });
});

jest.setTimeout(60_000);

const limits = { attempts: 10_000, fileRows: 2 };
const create = (id: string): Act => ({
  name: 'variant.create',
  actor: 'user-manager',
  args: { id, productId: 'mug', sku: id, name: { en: 'Mug' }, price: 1, currency: 'EUR', image: null, active: true },
});

async function get(desk: WireDesk, path: string, { method = 'GET', headers = {} } = {}) {
  const answer = await fetch(`${desk.url}${path}`, {
    method,
    headers: { ...desk.signed(method, path, ''), ...headers },
  });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}
const fileOf = (scope: string) => `/sync/snapshot/${encodeURIComponent(scope)}/file`;

/** What a pull from the start tells of a scope's file. */
async function announced(desk: WireDesk, scope: string) {
  const { scopes } = await Object.assign(Object.create(desk) as WireDesk, { cursors: {} }).pullOnce();
  const delta = scopes.find((one) => one.scope === scope);
  return delta?.kind === 'snapshot' ? delta.file : undefined;
}
async function untilAnnounced(desk: WireDesk, scope: string) {
  for (let tries = 0; tries < 300; tries += 1) {
    const file = await announced(desk, scope);
    if (file) return file;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`no file of ${scope}`);
}

/** The rows of a file by entity and id, as a wire desk keeps them, and its meta. */
async function read(bytes: Buffer, scope: string) {
  const path = join(folder, `${randomUUID()}.db`);
  writeFileSync(path, bytes);
  const sql = await openSqlite(path, { synchronous: 'NORMAL', readOnly: true });
  const [meta] = await sql.all('SELECT * FROM meta');
  const rows: Record<string, Record<string, string>> = {};
  let sum = 0;
  for (const entity of [...entitiesOf(domain, scope)].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const all = await sql.all(`SELECT * FROM ${quoted(entity.name)}`);
    if (all.length > 0)
      rows[entity.name] = Object.fromEntries(all.map((row) => [String(row['id']), JSON.stringify(row)]));
    for (const row of all) sum = addSum(sum, sumOfRow(entity, row));
  }
  await sql.close();
  return { meta: meta!, rows, sum };
}

describe.each(databases)('snapshot files on %s', (database) => {
  let it_: TestCentre;
  let desk: WireDesk;
  beforeAll(async () => {
    it_ = await centres.open(database, { limits });
    desk = await it_.desk('manager');
  });

  test('a large scope gets a file soon after it was asked for; it is the scope, bit for bit', async () => {
    expect(await announced(desk, 'catalog')).toBeUndefined();
    expect((await get(desk, fileOf('customers'))).status).toBe(404);
    const file = await untilAnnounced(desk, 'catalog');
    const { status, headers, bytes } = await get(desk, fileOf('catalog'));
    expect({ status, length: bytes.length, tag: headers.get('etag') }).toEqual({
      status: 200,
      length: file.size,
      tag: `"${file.sha256}"`,
    });
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
    // Not in WAL mode: it can be opened where nothing may be written.
    expect([...bytes.subarray(18, 20)]).toEqual([1, 1]);
    await desk.load('catalog');
    const { meta, rows, sum } = await read(bytes, 'catalog');
    expect(rows).toEqual(desk.scopeRows('catalog'));
    expect(meta).toEqual({ scope: 'catalog', version: desk.cursors['catalog'], rows: 4, sum, epoch: desk.epoch });
    expect(file.version).toBe(desk.cursors['catalog']);
  });

  test('a place’s scope has one too, under both ways to write its address; small scopes have none', async () => {
    const adjust = (variantId: string) => ({
      name: 'stockLevel.adjust',
      actor: 'user-manager',
      args: { warehouseId: 'south-house', variantId, delta: 1, reason: 'found', note: 'ä"\n' },
    });
    await desk.act(adjust('red'), adjust('blue'));
    const scope = 'warehouse/south-house';
    const { sha256 } = await untilAnnounced(desk, scope);
    for (const path of [fileOf(scope), `/sync/snapshot/${scope}/file`])
      expect((await get(desk, path)).headers.get('etag')).toBe(`"${sha256}"`);
    await desk.pull();
    expect((await read((await get(desk, fileOf(scope))).bytes, scope)).rows).toEqual(desk.scopeRows(scope));
    expect(await announced(desk, 'customers')).toBeUndefined();
    expect(JSON.parse((await get(desk, fileOf('customers'))).bytes.toString())).toMatchObject({
      code: 'notFound',
      details: { reason: 'noFile' },
    });
  });

  test('it comes in pieces, continues after a break, and a piece of another file is never mixed in', async () => {
    const { size, sha256 } = await untilAnnounced(desk, 'catalog');
    const path = fileOf('catalog');
    const whole = (await get(desk, path)).bytes;
    const ask = (range: string, tag = sha256) => get(desk, path, { headers: { range, 'if-range': `"${tag}"` } });
    const pieces: Buffer[] = [];
    for (let from = 0; from < size; from += 5000) {
      const { status, headers, bytes } = await ask(`bytes=${from}-${from + 4999}`);
      expect(status).toBe(206);
      expect(headers.get('content-range')).toBe(`bytes ${from}-${Math.min(from + 4999, size - 1)}/${size}`);
      pieces.push(bytes);
    }
    expect(Buffer.concat(pieces).equals(whole)).toBe(true);
    expect((await ask(`bytes=${size - 10}-`)).bytes.equals(whole.subarray(-10))).toBe(true);
    expect((await ask('bytes=-7')).bytes.equals(whole.subarray(-7))).toBe(true);
    const other = await ask('bytes=10-', 'f'.repeat(64));
    expect({ status: other.status, length: other.bytes.length }).toEqual({ status: 200, length: size });
    for (const range of [`bytes=${size}-`, 'bytes=9-3']) {
      const { status, headers } = await ask(range);
      expect({ status, range: headers.get('content-range') }).toEqual({ status: 416, range: `bytes */${size}` });
    }
    expect((await ask('bytes=0-1,4-5')).status).toBe(200);
    const head = await get(desk, path, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), head.bytes.length]).toEqual([200, String(size), 0]);
    expect((await get(desk, path, { headers: { 'if-none-match': `"${sha256}"` } })).status).toBe(304);
  });

  test('rights are those of the lines: who may not hold the scope gets nothing', async () => {
    const clerk = await it_.desk('clerk');
    const south = 'warehouse/south-house';
    await untilAnnounced(desk, south);
    expect(await announced(clerk, south)).toBeUndefined();
    for (const path of [fileOf(south), `/sync/snapshot/${south}/file`]) {
      for (const method of ['GET', 'HEAD']) expect((await get(clerk, path, { method })).status).toBe(403);
      expect((await fetch(`${it_.url}${path}`)).status).toBe(401);
    }
    for (const path of ['/sync/snapshot/..%2Fcentre.db/file', '/sync/snapshot/a/b%2F..%2Fc/file'])
      expect([403, 404, 422]).toContain((await get(desk, path)).status);
  });

  test('a little behind it is still good, since the rest comes with a pull; below the floor or of another epoch it is not', async () => {
    const old = await untilAnnounced(desk, 'catalog');
    await desk.act(create(randomUUID()));
    expect(await announced(desk, 'catalog')).toEqual(old);
    const { bytes } = await get(desk, fileOf('catalog'));
    const late = Object.assign(await it_.desk('manager'), { cursors: { catalog: old.version } });
    late.rows.set('catalog', new Map());
    for (const [entity, table] of Object.entries((await read(bytes, 'catalog')).rows))
      late.rows.get('catalog')!.set(entity, new Map(Object.entries(table)));
    await late.pull();
    await desk.load('catalog');
    expect(late.scopeRows('catalog')).toEqual(desk.scopeRows('catalog'));

    await it_.tamper("UPDATE sync_scope SET floor = version WHERE scope = 'catalog'");
    expect(await announced(desk, 'catalog')).toBeUndefined();
    const fresh = await untilAnnounced(desk, 'catalog');
    expect(fresh.version).toBeGreaterThan(old.version);
    const rest = await get(desk, fileOf('catalog'), { headers: { range: 'bytes=9-', 'if-range': `"${old.sha256}"` } });
    expect(rest.bytes.equals(bytes.subarray(9))).toBe(true);
  });

  test('files made while others push are of one state', async () => {
    const writers = [await it_.desk('manager'), await it_.desk('manager')];
    let writing = true;
    const work = Promise.all(
      writers.map(async (one) => {
        while (writing) await one.act(create(randomUUID()), create(randomUUID()));
      }),
    );
    const seen = new Set<number>();
    for (let i = 0; i < 5; i += 1) {
      await it_.tamper("UPDATE sync_scope SET floor = version WHERE scope = 'catalog'");
      await untilAnnounced(desk, 'catalog');
      const { meta, sum, rows } = await read((await get(desk, fileOf('catalog'))).bytes, 'catalog');
      expect(meta['sum']).toBe(sum);
      expect(meta['rows']).toBe(Object.values(rows).reduce((n, table) => n + Object.keys(table).length, 0));
      seen.add(Number(meta['version']));
    }
    writing = false;
    await work;
    expect(seen.size).toBeGreaterThan(1);
  });

  test('a new epoch knows no files of the old one', async () => {
    const old = await untilAnnounced(desk, 'catalog');
    const where = it_.centre.context.db.dialect;
    await it_.tamper('UPDATE sync_meta SET epoch = ? WHERE id = 1', [`next-${where}`]);
    await desk.introduce(randomUUID());
    expect((await get(desk, fileOf('catalog'))).status).toBe(404);
    const next = await untilAnnounced(desk, 'catalog');
    expect(next.sha256).not.toBe(old.sha256);
  });

  test('all files together stay within their limit, and none outlives the centre', async () => {
    const where = await centres.fresh(database);
    const small = await centres.open(database, { ...where, limits: { ...limits, fileBytes: 1000 } });
    const one = await small.desk('manager');
    const failed = () => JSON.stringify(small.log.filter(({ event }) => event === 'snapshot.fileFailed'));
    for (let tries = 0; tries < 300 && !failed().includes('catalog'); tries += 1) {
      expect(await announced(one, 'catalog')).toBeUndefined();
      await new Promise((done) => setTimeout(done, 20));
    }
    expect(failed()).toMatch(/would have \d+ bytes.*catalog|catalog.*would have \d+ bytes/);
    expect(await announced(one, 'catalog')).toBeUndefined();
    await small.centre.close();
    if ('dataDir' in where)
      expect(readdirSync(where.dataDir).filter((name) => !name.startsWith('centre.db'))).toEqual([]);
  });
});
