import { gzipSync } from 'node:zlib';
import { connect } from 'node:net';
import { problemSchema } from '../../shared/protocol/sync';
import { databases, TestCentres, type TestCentre } from '../../test/harness/test-centre';
import type { WireDesk } from '../../test/harness/wire-desk';

const centres = new TestCentres();
afterAll(() => centres.close());

const tables = [
  '"order"',
  '"stockLevel"',
  '"variant"',
  'sync_log',
  'sync_result',
  'sync_uid',
  'sync_client',
  'device',
  'audit',
];
const mutation = (change: object = {}) => ({
  mid: 1,
  uid: 'u',
  name: 'stockLevel.adjust',
  ver: 1,
  args: { warehouseId: 'south-house', variantId: 'red', delta: 1, reason: 'found', note: null },
  actor: 'user-manager',
  at: 1,
  deps: [],
  ...change,
});
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe.each(databases)('bad input on %s', (database) => {
  let it_: TestCentre;
  let desk: WireDesk;
  beforeAll(async () => {
    it_ = await centres.open(database);
    desk = await it_.desk('manager');
  });

  const counts = async () => {
    const all: Record<string, unknown> = {};
    for (const table of tables) all[table] = (await it_.rows(`SELECT COUNT(*) AS n FROM ${table}`))[0]?.['n'];
    all['versions'] = await it_.rows('SELECT scope, version FROM sync_scope ORDER BY scope');
    all['lmid'] = await it_.rows('SELECT id, lmid FROM sync_client ORDER BY id');
    return all;
  };
  const envelope = (change: object) =>
    JSON.stringify({ clientId: desk.clientId, epoch: desk.epoch, mutations: [mutation()], ...change });
  const deep = (depth: number) =>
    envelope({ mutations: [mutation({ args: 0 })] }).replace('"args":0', `"args":${nested(depth)}`);
  const raw = (change: object) => envelope({ mutations: [mutation(change)] });

  test.each<[string, (() => string) | null, number, object]>([
    ['HTML', () => '<!doctype html><h1>Gateway</h1>', 400, { code: 'invalid', details: { field: 'body' } }],
    ['half of a body', () => envelope({}).slice(0, 60), 400, { code: 'invalid', details: { field: 'body' } }],
    ['an empty body', () => '', 400, { code: 'invalid' }],
    ['no body', null, 400, { code: 'invalid' }],
    ['null', () => 'null', 422, { code: 'invalid' }],
    ['a list', () => '[]', 422, { code: 'invalid' }],
    ['nothing in it', () => '{}', 422, { code: 'invalid', details: { field: 'clientId' } }],
    ['no mutations', () => envelope({ mutations: [] }), 422, { details: { field: 'mutations' } }],
    [
      '501 mutations',
      () => envelope({ mutations: Array.from({ length: 501 }, (_, i) => mutation({ mid: i + 1 })) }),
      422,
      { details: { field: 'mutations' } },
    ],
    ['a number as text', () => raw({ mid: '1' }), 422, { details: { field: 'mutations.0.mid' } }],
    ['a number below one', () => raw({ mid: 0 }), 422, { details: { field: 'mutations.0.mid' } }],
    ['a fraction', () => raw({ mid: 1.5 }), 422, { details: { field: 'mutations.0.mid' } }],
    ['a number beyond all', () => raw({ mid: 1e300 }), 422, { details: { field: 'mutations.0.mid' } }],
    [
      'an id with a quote',
      () => raw({ uid: "x'; DROP TABLE device; --" }),
      422,
      { details: { field: 'mutations.0.uid' } },
    ],
    ['an endless id', () => raw({ uid: 'x'.repeat(101) }), 422, { details: { field: 'mutations.0.uid' } }],
    ['no arguments', () => raw({ args: undefined }), 422, { details: { field: 'mutations.0.args' } }],
    ['a list for an actor', () => raw({ actor: ['user-manager'] }), 422, { details: { field: 'mutations.0.actor' } }],
    [
      '51 dependencies',
      () => raw({ deps: Array.from({ length: 51 }, () => 'u') }),
      422,
      { details: { field: 'mutations.0.deps' } },
    ],
    [
      'a forbidden name',
      () => raw({ args: 0 }).replace('"args":0', '"args":{"__proto__":{"admin":true}}'),
      422,
      { details: { reason: 'name' } },
    ],
    ['nesting', () => deep(60), 422, { details: { reason: 'depth' } }],
    ['nesting without end', () => deep(400_000), 422, { details: { reason: 'depth' } }],
    ['two megabytes', () => raw({ args: 'x'.repeat(2_000_000) }), 413, { code: 'tooLarge' }],
    ['two bodies', () => `${envelope({})}${envelope({})}`, 400, { code: 'invalid' }],
  ])('%s is refused with a problem and nothing changes', async (_, body, status, problem) => {
    const before = await counts();
    const answer = await desk.send('POST', '/sync/push', body?.());
    expect({ status: answer.status, text: answer.text }).toMatchObject({ status });
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(problemSchema.parse(JSON.parse(answer.text))).toMatchObject(problem);
    expect(await counts()).toEqual(before);
  });

  test.each<[string, Record<string, string>, string | Uint8Array<ArrayBuffer>, number]>([
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'a=b', 415],
    ['text', { 'content-type': 'text/plain' }, '{}', 415],
    ['gzip', { 'content-encoding': 'gzip' }, new Uint8Array(gzipSync('{}')), 400],
    ['bytes that are no UTF-8', {}, Uint8Array.of(0x22, 0xff, 0xfe, 0x22), 400],
  ])('%s instead of JSON is refused', async (_, headers, body, status) => {
    const answer = await fetch(`${it_.url}/devices`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    expect(answer.status).toBe(status);
    expect(problemSchema.parse(await answer.json()).code).toBe('invalid');
  });

  test.each([
    ['/sync/pull', { cursors: { 'store/../x': 1 } }, 'cursors.store/../x'],
    ['/sync/pull', { cursors: { catalog: -1 } }, 'cursors.catalog'],
    ['/sync/pull', { cursors: [] }, 'cursors'],
    ['/sync/clients', { incarnation: '' }, 'incarnation'],
    ['/sign-in', { userName: 'x'.repeat(61), password: 'x' }, 'userName'],
    ['/sign-in', { userName: 'clerk', password: 'x'.repeat(201) }, 'password'],
    ['/devices', { code: 'x', name: 'x', publicKey: 'xyz' }, 'publicKey'],
    ['/devices', { code: 'x', name: '', publicKey: '0'.repeat(64) }, 'name'],
  ])('%s names the wrong field', async (path, change, field) => {
    const base = path === '/sync/pull' ? { clientId: desk.clientId, epoch: desk.epoch, pullSeq: 1 } : {};
    await expect(desk.ask(path, { ...base, ...change })).rejects.toMatchObject({ status: 422, details: { field } });
  });

  test('addresses and methods that are not there are problems too', async () => {
    for (const [method, path] of [
      ['GET', '/'],
      ['GET', '/sync/push'],
      ['POST', '/hello'],
      ['GET', '/..%2f..%2fetc/passwd'],
      ['GET', `/blobs/${'g'.repeat(64)}`],
      ['GET', '/sync/snapshot/%00'],
      ['GET', '/sync/snapshot/%zz'],
    ] as const) {
      const { status, text } = await desk.send(method, path, method === 'POST' ? '{}' : undefined, {});
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(problemSchema.safeParse(JSON.parse(text)).success).toBe(true);
    }
  });

  test('what is not HTTP gets a problem and the end of the line', async () => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(it_.url).port), '127.0.0.1', () =>
        socket.write('^XA hello printer ^XZ\r\n\r\n'),
      );
      let text = '';
      socket.on('data', (data) => (text += data.toString()));
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(problemSchema.parse(JSON.parse(answer.split('\r\n\r\n')[1]!)).code).toBe('invalid');
  });

  test('a line that breaks within a body leaves the centre able to work', async () => {
    const before = await counts();
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(it_.url).port), '127.0.0.1', () => {
        socket.write(
          'POST /sync/push HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n{"clientId"',
        );
        setTimeout(() => socket.destroy(), 50);
      });
      socket.on('close', () => resolve());
    });
    expect(await counts()).toEqual(before);
    expect(
      (await desk.act({ name: 'stockLevel.adjust', args: mutation().args, actor: 'user-manager' }))[0]?.status,
    ).toBe('done');
  });
});
