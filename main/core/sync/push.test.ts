import { join } from 'node:path';
import { LocalFiles, ScriptedLine } from '../../../test/harness/local-files';
import { AppError } from '../../../shared/kernel/errors';
import { openSqlite } from '../../../shared/store/sqlite';
import type { MutationMessage, Push } from '../../../shared/protocol/sync';
import { Pusher } from './push';

let desk: LocalFiles;
beforeEach(async () => {
  desk = await LocalFiles.open();
});
afterEach(() => desk.close());

type Judge = (mutations: readonly MutationMessage[]) => AppError | null;

/** A centre that takes what follows on what it has, unless `judge` has a word against it. */
function centre(judge: Judge = () => null, start = 0) {
  const taken: MutationMessage[] = [];
  let lmid = start;
  const line = new ScriptedLine((_, { mutations }: Push) => {
    const word = judge(mutations);
    if (word) return word;
    if (mutations.some(({ mid }, index) => mid !== mutations[0]!.mid + index))
      return new AppError('invalid', 'numbers must follow each other', { status: 422 });
    if ((mutations[0]?.mid ?? 0) > lmid + 1)
      return new AppError('conflict', 'missing', { reason: 'outOfOrder', expected: lmid + 1, status: 409 });
    for (const one of mutations.filter(({ mid }) => mid > lmid)) taken.push(one);
    lmid = Math.max(lmid, mutations.at(-1)?.mid ?? 0);
    return { lmid, results: mutations.map(({ mid, uid }) => ({ mid, uid, status: 'done' })) };
  });
  return { taken, line, target: { transport: line, clientId: 'c1', epoch: 'e1' } };
}

async function fill(count: number, args?: unknown): Promise<void> {
  for (let n = 1; n <= count; n += 1) {
    const draft = { uid: `m${n}`, name: 'stockLevel.adjust', ver: 1, actor: 'boss', at: n, deps: [], sig: null };
    await desk.journal.outbox.append({ ...draft, args: args === undefined ? { n } : (args as never) });
  }
}
const mids = (messages: readonly MutationMessage[]) => messages.map(({ mid }) => mid);
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
const sizes = ({ line }: ReturnType<typeof centre>) =>
  line.asked.map(({ body }) => (body as { mutations: unknown[] }).mutations.length);

test('sends in order, at most 500 at a time, and nothing twice', async () => {
  await fill(510);
  const pusher = new Pusher(desk);
  const there = centre();
  expect(await pusher.push(there.target)).toBe(510);
  expect(mids(there.taken)).toEqual(upTo(510));
  expect(sizes(there)).toEqual([500, 10]);
  expect(await pusher.push(there.target)).toBe(0);
  expect(await desk.journal.outbox.count()).toBe(510); // the answer to a push is advice only
  pusher.reset();
  await pusher.push(there.target);
  expect(mids(there.taken)).toEqual(upTo(510));
});

test('no message is larger than a megabyte', async () => {
  await fill(30, { text: 'x'.repeat(100_000) });
  const there = centre();
  await new Pusher(desk).push(there.target);
  expect(mids(there.taken)).toEqual(upTo(30));
  const bytes = there.line.asked.map(({ body }) => JSON.stringify(body).length);
  expect(Math.max(...bytes)).toBeLessThan(1_000_000);
});

test('one that is malformed goes without its content; everything else goes as it is', async () => {
  await fill(100);
  const poisoned = (one: MutationMessage) => one.mid === 42 && one.args !== null;
  const there = centre((all) => (all.some(poisoned) ? new AppError('invalid', 'bad', { status: 422 }) : null));
  await new Pusher(desk).push(there.target);
  expect(mids(there.taken)).toEqual(upTo(100));
  expect(there.taken.find(({ mid }) => mid === 42)).toMatchObject({ uid: 'm42', args: null, deps: [] });
  expect(there.taken.filter(({ args }) => args === null)).toHaveLength(1);
  expect((await desk.journal.outbox.waiting(41, 1))[0]?.args).toEqual({ n: 42 });
  expect(there.line.asked.length).toBeLessThan(40);
});

const boom = () => new AppError('unavailable', 'boom', { status: 500 });

test('one that makes the centre stumble is found by halving; after three exchanges it goes bare, and all behind it are through', async () => {
  await fill(64);
  const there = centre((all) => (all.some(({ mid, args }) => mid === 50 && args !== null) ? boom() : null));
  const pusher = new Pusher(desk);
  await expect(pusher.push(there.target)).rejects.toMatchObject({ code: 'unavailable' });
  expect(mids(there.taken)).toEqual(upTo(49));
  await expect(pusher.push(there.target)).rejects.toMatchObject({ code: 'unavailable' });
  expect(await pusher.push(there.target)).toBe(15);
  expect(mids(there.taken)).toEqual(upTo(64));
  expect(there.taken.filter(({ args }) => args === null)).toMatchObject([{ mid: 50, uid: 'm50' }]);
  expect((await desk.journal.outbox.waiting(49, 1))[0]?.args).toEqual({ n: 50 });
  expect(there.line.asked.length).toBeLessThan(40);
});

test('a centre that stumbles over everything gets nothing bare; what stumbled once and then goes through is whole', async () => {
  await fill(3);
  let isDown = true;
  const there = centre(() => (isDown ? boom() : null));
  const pusher = new Pusher(desk);
  for (let n = 0; n < 6; n += 1) await expect(pusher.push(there.target)).rejects.toMatchObject({ code: 'unavailable' });
  expect(there.taken).toEqual([]);
  const whole = new Pusher(desk);
  for (let n = 0; n < 2; n += 1) await expect(whole.push(there.target)).rejects.toMatchObject({ code: 'unavailable' });
  isDown = false;
  expect(await whole.push(there.target)).toBe(3);
  expect(there.taken.filter(({ args }) => args === null)).toEqual([]);
});

test('what the centre misses is sent again; what this desk no longer has is said', async () => {
  await fill(10);
  const pusher = new Pusher(desk);
  await pusher.push(centre().target);
  await desk.journal.outbox.append({
    uid: 'm11',
    name: 'n',
    ver: 1,
    args: {},
    actor: 'boss',
    at: 1,
    deps: [],
    sig: null,
  });
  const forgetful = centre(undefined, 4);
  await pusher.push(forgetful.target);
  expect(mids(forgetful.taken)).toEqual([5, 6, 7, 8, 9, 10, 11]);
  const outcome = (mid: number) => ({ mid, uid: `m${mid}`, status: 'done' as const });
  await desk.journal.outbox.settle(6, upTo(6).map(outcome));
  const lost = centre(undefined, 2);
  await expect(new Pusher(desk).push(lost.target)).rejects.toMatchObject({
    code: 'conflict',
    details: { reason: 'outOfOrder', expected: 3 },
  });
  expect(lost.taken).toEqual([]);
});

test('the number of an entry that was damaged and set aside is used up, so that those behind it get through', async () => {
  await fill(3);
  const error = { code: 'damaged' as const, message: 'changed on disk', details: {} };
  const file = await openSqlite(join(desk.folder, 'journal.db'), { synchronous: 'FULL' });
  await file.run(
    `INSERT INTO parked (mid, uid, name, ver, args, actor, at, deps, hash, settled, error)
     SELECT mid, uid, name, ver, args, actor, at, deps, hash, 1, ? FROM outbox WHERE mid = 2`,
    [JSON.stringify(error)],
  );
  await file.run('DELETE FROM outbox WHERE mid = 2');
  await file.run("UPDATE identity SET client_id = 'c1'");
  await file.close();
  const there = centre();
  await new Pusher(desk).push(there.target);
  expect(there.taken.map(({ mid, name }) => [mid, name])).toEqual([
    [1, 'stockLevel.adjust'],
    [2, 'journal.lost'],
    [3, 'stockLevel.adjust'],
  ]);
});

test('a line that breaks keeps everything', async () => {
  await fill(3);
  const there = centre(() => new AppError('offline', 'no line'));
  await expect(new Pusher(desk).push(there.target)).rejects.toMatchObject({ code: 'offline' });
  expect(await desk.journal.outbox.count()).toBe(3);
});
