import { boss, LocalFiles, ScriptedLine, wire } from '../../../test/harness/local-files';
import { domain } from '../../../shared/domain/domain';
import { AppError } from '../../../shared/kernel/errors';
import type { Pull, PullAnswer, ScopeDelta } from '../../../shared/protocol/sync';
import { pull } from './pull';

let desk: LocalFiles;
const signal = new AbortController().signal;
const levels = domain.entity('stockLevel');
const movements = domain.entity('stockMovement');

beforeEach(async () => {
  desk = await LocalFiles.open();
  await desk.journal.identity.setClient({ clientId: 'c1', epoch: 'e1' });
  await desk.replica.write((tx) => tx.setCursor({ scope: 'warehouse/w1', v: 5, resume: null }));
});
afterEach(() => desk.close());

type Change = (answer: PullAnswer) => PullAnswer;

/** Pulls once; the centre echoes what it was asked with, changed as said. */
function pullOnce(change: Change = (answer) => answer) {
  const line = new ScriptedLine((_, { clientId, epoch, pullSeq, lmid }: Pull) =>
    change({
      clientId,
      epoch,
      pullSeq,
      lmid: lmid ?? 0,
      results: [],
      membership: ['warehouse/w1'],
      scopes: [],
    }),
  );
  const target = { transport: line, signal, clientId: 'c1', epoch: 'e1' };
  return { line, done: pull({ ...desk, domain }, target) };
}

const delta = (from: number, to: number, changes: ReturnType<typeof wire>[]): ScopeDelta => ({
  scope: 'warehouse/w1',
  kind: 'delta',
  from,
  to,
  more: false,
  changes,
});
const level = (quantity: number) => ({ id: 'w1:v1', warehouseId: 'w1', variantId: 'v1', quantity });
const movement = (id: string, amount: number) => ({
  id,
  warehouseId: 'w1',
  variantId: 'v1',
  delta: amount,
  reason: 'found',
  at: 1,
  actorId: 'boss',
  orderId: null,
  note: null,
});
const quantity = async () => (await desk.rows('stockLevel'))[0]?.['quantity'];

test("the centre's rows go under what waits: rewound, put, replayed", async () => {
  await desk.adjust('m1', 1000);
  await desk.adjust('m2', -300);
  expect(await quantity()).toBe(700);
  const changes = [wire(levels, [level(9000)]), wire(movements, [movement('other', 9000)])];
  const { done } = pullOnce((answer) => ({ ...answer, scopes: [delta(5, 6, changes)] }));
  const pulled = await done;
  expect(await quantity()).toBe(9700);
  expect(pulled.touched.get('stockLevel')).toEqual(new Set(['w1:v1']));
  expect(await desk.replica.reader.all('SELECT quantity FROM "stockLevel__base"')).toEqual([{ quantity: 9000 }]);
  expect(await desk.journal.outbox.count()).toBe(2);
});

test('only a pull settles: the accepted leave the outbox with their effect in the base, the refused are undone and parked', async () => {
  await desk.adjust('m1', 1000);
  await desk.adjust('m2', -300);
  await desk.adjust('m3', 50);
  await desk.journal.outbox.markSent([1, 2, 3]);
  const error = { code: 'forbidden' as const, message: 'no', details: { reason: 'capability' } };
  const { done, line } = pullOnce((answer) => ({
    ...answer,
    lmid: 2,
    results: [{ mid: 2, uid: 'm2', status: 'parked', error }],
    scopes: [delta(5, 7, [wire(levels, [level(1000)]), wire(movements, [movement('m1', 1000)])])],
  }));
  expect((await done).settled).toBe(2);
  expect(line.asked[0]?.body).toMatchObject({ pullSeq: 0, lmid: 0, cursors: { 'warehouse/w1': 5 } });
  expect(await quantity()).toBe(1050);
  expect((await desk.rows('stockMovement')).map((row) => row['id'])).toEqual(['m1', 'm3']);
  const states = await Promise.all(['m1', 'm2', 'm3'].map(async (uid) => (await desk.journal.ledger.get(uid))?.state));
  expect(states).toEqual(['confirmed', 'parked', 'sent']);
  expect((await desk.journal.ledger.get('m2'))?.error).toEqual(error);
  expect(await desk.replica.state()).toMatchObject({ confMid: 2, pullSeq: 1, appliedMid: 3, capture: true });
});

test('a crash between both files is made up for: the next pull asks again about what the journal still holds', async () => {
  await desk.adjust('m1', 1000);
  await desk.journal.outbox.markSent([1]);
  await desk.replica.write((tx) => tx.setState({ confMid: 1 }));
  const error = { code: 'refused' as const, message: 'no', details: {} };
  const { done, line } = pullOnce((answer) => ({
    ...answer,
    lmid: 1,
    results: [{ mid: 1, uid: 'm1', status: 'parked', error }],
  }));
  await done;
  expect(line.asked[0]?.body).toMatchObject({ lmid: 0 });
  expect((await desk.journal.ledger.get('m1'))?.state).toBe('parked');
});

test.each([1, 2])('number %i, never sent from here, is settled: a copy of these files has used it', async (lmid) => {
  await desk.adjust('m1', 1000);
  const before = await desk.replica.state();
  const { done } = pullOnce((answer) => ({ ...answer, lmid }));
  await expect(done).rejects.toMatchObject({ code: 'conflict', details: { reason: 'forked' } });
  expect((await desk.journal.ledger.get('m1'))?.state).toBe('waiting');
  expect(await desk.replica.state()).toEqual(before);
});

test.each<[string, Change]>([
  ['an older pull', (answer) => ({ ...answer, pullSeq: answer.pullSeq + 1 })],
  ['another client', (answer) => ({ ...answer, clientId: 'c2' })],
  ['another epoch', (answer) => ({ ...answer, epoch: 'e2' })],
  ['another place in the scope', (answer) => ({ ...answer, scopes: [delta(4, 6, [wire(levels, [level(1)])])] })],
])('an answer to %s changes nothing', async (_, change) => {
  await desk.adjust('m1', 1000);
  const before = await desk.replica.state();
  const wrong: Change = (answer) => change({ ...answer, lmid: 1, scopes: [delta(5, 6, [wire(levels, [level(7)])])] });
  await expect(pullOnce(wrong).done).rejects.toMatchObject({ code: 'damaged', details: { reason: 'sync.stale' } });
  expect(await desk.replica.state()).toEqual(before);
  expect(await quantity()).toBe(1000);
  expect(await desk.journal.outbox.count()).toBe(1);
});

test('an answer that comes twice is applied once', async () => {
  let kept: PullAnswer | undefined;
  const change: Change = (answer) => (kept ??= { ...answer, scopes: [delta(5, 6, [wire(levels, [level(10)])])] });
  await pullOnce(change).done;
  await expect(pullOnce(() => kept!).done).rejects.toMatchObject({ details: { reason: 'sync.stale' } });
  expect(await quantity()).toBe(10);
});

test('an answer from before a scope was left and entered again is refused, though no cursor contradicts it', async () => {
  let left: PullAnswer | undefined;
  await pullOnce((answer) => (left ??= { ...answer, membership: [] })).done;
  expect(await desk.replica.cursors()).toEqual([]);
  await pullOnce().done;
  await desk.replica.write((tx) => tx.setCursor({ scope: 'warehouse/w1', v: 5, resume: null })); // as its load does
  await pullOnce((answer) => ({ ...answer, scopes: [delta(5, 6, [wire(levels, [level(10)])])] })).done;
  await expect(pullOnce(() => left!).done).rejects.toMatchObject({ details: { reason: 'sync.stale' } });
  expect(await quantity()).toBe(10);
  expect((await desk.replica.state()).membership).toEqual(['warehouse/w1']);
});

test('a row that moved to another scope survives in whatever order the scopes come', async () => {
  await desk.replica.write((tx) => tx.setCursor({ scope: 'warehouse/w2', v: 1, resume: null }));
  const first = pullOnce((answer) => ({
    ...answer,
    membership: ['warehouse/w1', 'warehouse/w2'],
    scopes: [delta(5, 6, [wire(levels, [level(10), { ...level(3), id: 'other' }])])],
  }));
  await first.done;
  const moved = { ...level(10), warehouseId: 'w2' };
  await pullOnce((answer) => ({
    ...answer,
    membership: ['warehouse/w1', 'warehouse/w2'],
    scopes: [
      { ...delta(1, 2, [wire(levels, [moved])]), scope: 'warehouse/w2' },
      delta(6, 7, [wire(levels, [], ['w1:v1', 'other'])]),
    ],
  })).done;
  expect(await desk.rows('stockLevel')).toEqual([moved]);
});

test('rows of a scope that was taken away go; what waits for it stays for the centre to judge', async () => {
  await pullOnce((answer) => ({ ...answer, scopes: [delta(5, 6, [wire(levels, [level(10)])])] })).done;
  await desk.adjust('m1', 1);
  await pullOnce((answer) => ({ ...answer, membership: [] })).done;
  expect(await desk.replica.cursors()).toEqual([]);
  expect((await desk.rows('stockMovement')).map(({ id }) => id)).toEqual(['m1']); // predicted on nothing, until it is refused
  expect(await desk.journal.outbox.count()).toBe(1);
});

test('a gesture that no longer runs on the new rows is undone, stays waiting, and stops nothing behind it', async () => {
  await desk.replica.write((tx) => tx.setCursor({ scope: 'administration', v: 1, resume: null }));
  const stores = domain.entity('store');
  const store = { id: 's1', name: 'One', code: 'S1', currency: 'EUR', country: 'DE' };
  await desk.writer.mutate({ uid: 'm1', name: 'store.create', args: store }, boss);
  await desk.adjust('m2', 5);
  const others = { ...store, name: 'Theirs' };
  await pullOnce((answer) => ({
    ...answer,
    membership: ['administration', 'warehouse/w1'],
    scopes: [{ ...delta(1, 2, [wire(stores, [others])]), scope: 'administration' }],
  })).done;
  expect(await desk.rows('store')).toEqual([others]);
  expect(await quantity()).toBe(5);
  expect(await desk.journal.outbox.count()).toBe(2);
  expect(desk.logged).toContain('sync.replay.failed');
});

test('rows that are not as agreed undo the whole pull', async () => {
  await desk.adjust('m1', 1000);
  const wrong = { ...wire(levels, [level(7)]), columns: ['warehouseId'] };
  const { done } = pullOnce((answer) => ({ ...answer, lmid: 1, scopes: [delta(5, 6, [wrong])] }));
  await expect(done).rejects.toBeInstanceOf(AppError);
  expect(await desk.replica.state()).toMatchObject({ capture: true, confMid: 0, pullSeq: 0 });
  expect(await quantity()).toBe(1000);
});
