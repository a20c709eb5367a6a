import { AppError } from '../../../shared/kernel/errors';
import type { Bridge } from '../../../shared/protocol/bridge';
import type { Change, PortMessage } from '../../../shared/protocol/ipc';
import type { Log } from '../ports';
import { answerRequest, serveWindow, type WindowPort } from './serve-window';

const logged: unknown[] = [];
const log: Log = { write: (...line) => void logged.push(line) };
const listeners = new Set<(change: Change) => void>();
const page = { rows: [], next: null, count: { value: 0, exact: true }, pending: [] };

/** The bridge as a window could meet it: it answers, refuses, or breaks. */
const bridge: Bridge = {
  async read({ entity }) {
    if (entity === 'secret') throw new AppError('forbidden', 'not yours', { field: 'entity' });
    if (entity === 'broken') throw new TypeError('cannot read ann@example.com of undefined');
    return page;
  },
  mutate: async () => null,
  call: async () => null as never,
  onChange(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
const answer = (data: unknown) => answerRequest(Promise.resolve(bridge), data, log);
beforeEach(() => void (logged.length = 0));

test('a request is answered under its id', async () => {
  expect(await answer({ id: 3, word: 'read', query: { entity: 'order' } })).toEqual({ id: 3, value: page });
  expect(await answer({ id: 4, word: 'mutate', mutation: { uid: 'u', name: 'order.place', args: {} } })).toEqual({
    id: 4,
    value: null,
  });
  expect(await answer({ id: 5, word: 'call', name: 'sync.status', input: null })).toEqual({ id: 5, value: null });
});

test('a refusal crosses with its code and details', async () => {
  expect(await answer({ id: 1, word: 'read', query: { entity: 'secret' } })).toEqual({
    id: 1,
    error: { code: 'forbidden', message: 'not yours', details: { field: 'entity' } },
  });
});

test("a defect's own words stay inside, out of the answer and out of the log", async () => {
  const { error } = (await answer({ id: 1, word: 'read', query: { entity: 'broken' } })) as { error: unknown };
  expect(error).toEqual({ code: 'internal', message: 'A defect was met. The log says where.', details: {} });
  expect(logged).toHaveLength(1);
  expect(JSON.stringify(logged)).toMatch(/^\[\["error","bridge.defect",\{"name":"read","reason":"at .*serve-window/);
  expect(JSON.stringify(logged)).not.toContain('ann@example.com');
});

test('a core that did not start is an answer, too', async () => {
  const dead = Promise.reject<Bridge>(new AppError('unavailable', 'no core'));
  expect(await answerRequest(dead, { id: 1, word: 'read', query: { entity: 'x' } }, log)).toMatchObject({
    id: 1,
    error: { code: 'unavailable' },
  });
});

test.each([
  [undefined, -1],
  [null, -1],
  [42, -1],
  ['read', -1],
  [[], -1],
  [{}, -1],
  [{ id: 7 }, 7],
  [{ id: 1.5, word: 'read' }, -1],
  [{ id: '7', word: 'read' }, -1],
  [{ id: 7, word: 'eval', code: '1' }, 7],
  [{ id: 7, word: 'read' }, 7],
  [{ id: 7, word: 'read', query: { entity: 'order', limit: 1e9 } }, 7],
  [{ id: 7, word: 'read', query: { entity: 'order', where: 'all' } }, 7],
  [{ id: 7, word: 'mutate', mutation: { uid: '../x', name: 'order.place' } }, 7],
  [{ id: 7, word: 'call', name: 'toString', input: null }, 7],
  [{ id: 7, word: 'call', name: '__proto__', input: null }, 7],
  [{ id: 7, word: 'call', name: 'session.steal', input: null }, 7],
])('garbage gets a typed answer: %j', async (data, id) => {
  const got = await answer(data);
  if (!('error' in got)) throw new Error('garbage was taken');
  expect([got.id, got.error.code, typeof got.error.message, Object.keys(got.error.details)]).toEqual([
    id,
    'invalid',
    'string',
    ['field'],
  ]);
});

test('random garbage never breaks the answer', async () => {
  const pieces = [
    null,
    undefined,
    -1,
    1e309,
    NaN,
    '',
    'read',
    'mutate',
    'call',
    [],
    {},
    { id: 1 },
    new Date(0),
    new Map(),
    5n,
    true,
  ];
  let seed = 4711;
  const next = (bound: number) => (seed = (seed * 48271) % 2147483647) % bound;
  const value = (depth: number): unknown => {
    if (depth === 0 || next(3) === 0) return pieces[next(pieces.length)];
    const keys = [
      'id',
      'word',
      'query',
      'mutation',
      'name',
      'input',
      'entity',
      'where',
      'uid',
      '__proto__',
      'constructor',
    ];
    return Object.fromEntries(Array.from({ length: next(6) }, () => [keys[next(keys.length)], value(depth - 1)]));
  };
  let refused = 0;
  for (let n = 0; n < 20_000; n += 1) {
    const got = await answer(value(3));
    expect(Number.isSafeInteger(got.id)).toBe(true);
    if ('error' in got) refused += 1;
    if ('error' in got) expect(['invalid', 'forbidden']).toContain(got.error.code);
  }
  expect(refused).toBeGreaterThan(19_000);
});

class TestPort implements WindowPort {
  readonly posted: PortMessage[] = [];
  message: (data: unknown) => void = () => undefined;
  close: () => void = () => undefined;
  onMessage(listener: (data: unknown) => void) {
    this.message = listener;
  }
  onClose(listener: () => void) {
    this.close = listener;
  }
  post(message: PortMessage) {
    this.posted.push(message);
  }
}
const settled = () => new Promise((done) => setImmediate(done));

test('a window hears every change until its port closes', async () => {
  const port = new TestPort();
  serveWindow(port, Promise.resolve(bridge), log);
  await settled();
  for (const listener of listeners) listener({ topic: 'sync' });
  expect(port.posted).toEqual([{ change: { topic: 'sync' } }]);
  port.message({ id: 1, word: 'read', query: { entity: 'order' } });
  port.close();
  await settled();
  expect(listeners.size).toBe(0);
  expect(port.posted).toHaveLength(1);
});

test('a port that closes before the core is up leaves nothing behind', async () => {
  const port = new TestPort();
  serveWindow(port, Promise.resolve(bridge), log);
  port.close();
  await settled();
  expect(listeners.size).toBe(0);
});
