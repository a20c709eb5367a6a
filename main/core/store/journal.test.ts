import { mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../../shared/store/sqlite';
import { DatabaseFile } from './database-file';
import { openJournal, type Journal } from './journal';
import type { MutationDraft } from './journal/entry';
import { readMirror } from './journal/mirror-log';

let folder: string;
let journal: Journal;
let now = 1_760_000_000_000;
const clock = { now: () => now, monotonic: () => 0 };
const open = async () => (journal = await openJournal(folder, { clock }));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-'));
  now = 1_760_000_000_000;
  await open();
});
afterEach(async () => {
  await journal.close();
  await rm(folder, { recursive: true, force: true });
});

const draft = (uid: string): MutationDraft => ({
  uid,
  name: 'stockLevel.adjust',
  ver: 1,
  args: { delta: -1000, note: 'dented ü' },
  actor: 'u1',
  at: (now += 1000),
  deps: [],
  sig: null,
});
const done = (mid: number, uid: string) => ({ mid, uid, status: 'done' as const });
const parked = (mid: number, uid: string) => ({
  mid,
  uid,
  status: 'parked' as const,
  error: { code: 'refused' as const, message: 'no', details: { reason: 'order.noItems' } },
});

test('numbers gestures without holes, across a restart, and a gesture once', async () => {
  const first = draft('a');
  expect(await journal.outbox.append(first)).toEqual({ ...first, mid: 1, state: 'waiting', tries: 0 });
  expect((await journal.outbox.append(draft('b'))).mid).toBe(2);
  expect((await journal.outbox.append(first)).mid).toBe(1);
  await journal.close();
  await open();
  const many = await Promise.all(['c', 'd', 'e'].map((uid) => journal.outbox.append(draft(uid))));
  expect(many.map(({ mid }) => mid)).toEqual([3, 4, 5]);
  expect((await journal.outbox.waiting(1, 2)).map(({ uid }) => uid)).toEqual(['b', 'c']);
  expect((await journal.identity.get()).nextMid).toBe(6);
});

test('a transaction runs with synchronous FULL in WAL', async () => {
  const file = await DatabaseFile.open(join(folder, 'journal.db'), { synchronous: 'FULL' });
  await file.write(async (sql) => {
    expect(await sql.all('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    expect(await sql.all('PRAGMA synchronous')).toEqual([{ synchronous: 2 }]);
    expect(await sql.all('PRAGMA trusted_schema')).toEqual([{ trusted_schema: 0 }]);
  });
  await file.close();
});

test('an entry is on disk for anybody as soon as append resolves', async () => {
  await journal.outbox.append(draft('a'));
  const other = await openSqlite(join(folder, 'journal.db'), { synchronous: 'FULL', readOnly: true });
  expect(await other.all('SELECT mid, uid FROM outbox')).toEqual([{ mid: 1, uid: 'a' }]);
  await other.close();
});

test('settles in one go: each gesture is in exactly one place, nothing is settled silently', async () => {
  for (const uid of ['a', 'b', 'c', 'd']) await journal.outbox.append(draft(uid));
  await journal.outbox.markSent([1, 2, 3]);
  const settled = await journal.outbox.settle(3, [done(1, 'a'), parked(2, 'b')]);
  expect(settled).toEqual({ confirmed: ['a'], parked: ['b'], missing: [3] });
  expect(await journal.outbox.settle(3, [done(1, 'a'), parked(2, 'b')])).toEqual({
    confirmed: [],
    parked: [],
    missing: [3],
  });
  const places = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((uid) => journal.outbox.find(uid)));
  expect(places.map((found) => found?.place)).toEqual(['archive', 'parked', 'outbox', 'outbox', undefined]);
  expect(await journal.ledger.counts()).toEqual({ waiting: 2, parked: 1, oldest: 1_760_000_003_000 });
  await expect(journal.outbox.append(draft('a'))).rejects.toMatchObject({ code: 'conflict' });
});

test('refuses an outcome that is of another gesture and moves nothing', async () => {
  for (const uid of ['a', 'b']) await journal.outbox.append(draft(uid));
  await expect(journal.outbox.settle(2, [done(1, 'a'), done(2, 'x')])).rejects.toMatchObject({ code: 'damaged' });
  expect(await journal.outbox.count()).toBe(2);
});

test('the ledger lists by state, newest first, with reasons; a parked one is dealt with once', async () => {
  for (const uid of ['a', 'b', 'c']) await journal.outbox.append(draft(uid));
  await journal.outbox.markSent([3]);
  await journal.outbox.settle(2, [done(1, 'a'), parked(2, 'b')]);
  await journal.outbox.append(draft('d'));
  const all = await journal.ledger.list({ state: null, before: null, limit: 10, actor: null, since: 0 });
  expect(all.map(({ uid, state }) => [uid, state])).toEqual([
    ['d', 'waiting'],
    ['c', 'sent'],
    ['b', 'parked'],
    ['a', 'confirmed'],
  ]);
  expect(all[2]).toMatchObject({
    error: { code: 'refused', details: { reason: 'order.noItems' } },
    args: { delta: -1000 },
  });
  const older = await journal.ledger.list({ state: null, before: all[1]!.at, limit: 1, actor: null, since: 0 });
  expect(older.map(({ uid }) => uid)).toEqual(['b']);
  await journal.ledger.resolve('b', 'dismissed');
  expect(await journal.ledger.get('b')).toMatchObject({ state: 'dismissed', resolution: 'dismissed' });
  await expect(journal.ledger.resolve('b', 'repaired')).rejects.toMatchObject({ code: 'notFound' });
  expect((await journal.ledger.counts()).parked).toBe(0);
});

async function tamper(change: string) {
  await journal.close();
  const raw = await openSqlite(join(folder, 'journal.db'), { synchronous: 'FULL' });
  await raw.run(change);
  await raw.close();
}

test('a single changed byte in an entry is noticed while it runs', async () => {
  await journal.outbox.append(draft('a'));
  const raw = await openSqlite(join(folder, 'journal.db'), { synchronous: 'FULL' });
  await raw.run(`UPDATE outbox SET args = replace(args, '1000', '1001')`);
  await raw.close();
  await expect(journal.outbox.waiting(0, 10)).rejects.toMatchObject({ code: 'damaged', details: { mid: 1 } });
});

test('a changed entry is put right from the mirror at the next start', async () => {
  const entries = [await journal.outbox.append(draft('a')), await journal.outbox.append(draft('b'))];
  await tamper(`UPDATE outbox SET args = replace(args, '1000', '1001'), uid = 'x' WHERE mid = 2`);
  await open();
  expect(journal.opened).toEqual({ restored: 1, parked: 0, quarantine: null, begunAnew: false });
  expect(await journal.outbox.waiting(0, 10)).toEqual(entries);
});

test('a mirror that cannot be read just now is not taken for none: nothing is given up, and the next start puts it right', async () => {
  await journal.outbox.append(draft('a'));
  await tamper(`UPDATE outbox SET args = replace(args, '1000', '1001')`);
  const mirror = join(folder, 'journal.mirror');
  await rename(mirror, `${mirror}.kept`);
  await symlink('journal.mirror', mirror); // leads to itself
  await expect(openJournal(folder, { clock })).rejects.toMatchObject({
    code: 'unavailable',
    details: { reason: 'disk' },
  });
  await rename(`${mirror}.kept`, mirror);
  await open();
  expect(journal.opened).toMatchObject({ restored: 1, parked: 0 });
});

test('a changed entry that the mirror does not have is parked for a person, not sent and not dropped', async () => {
  await journal.outbox.append(draft('a'));
  await journal.outbox.append(draft('b'));
  await tamper(`UPDATE outbox SET args = '{"delta": -1' WHERE mid = 1`);
  await rm(join(folder, 'journal.mirror'));
  await open();
  expect(journal.opened).toMatchObject({ restored: 0, parked: 1 });
  expect((await journal.outbox.waiting(0, 10)).map(({ uid }) => uid)).toEqual(['b']);
  const [entry] = await journal.ledger.list({ state: 'parked', before: null, limit: 10, actor: null, since: 0 });
  expect(entry).toMatchObject({ uid: 'a', args: '{"delta": -1', error: { code: 'damaged' } });
});

test('a journal that is no database any more: the outbox comes back from the mirror', async () => {
  for (const uid of ['a', 'b', 'c']) await journal.outbox.append(draft(uid));
  await journal.outbox.settle(1, [done(1, 'a')]);
  const before = await journal.outbox.waiting(0, 10);
  await journal.close();
  await writeFile(join(folder, 'journal.db'), Buffer.alloc(40_000, 0x5a));
  for (const part of ['-wal', '-shm']) await rm(join(folder, `journal.db${part}`), { force: true });
  await open();
  expect(journal.opened.quarantine).toContain('quarantine');
  expect(await journal.outbox.waiting(0, 10)).toEqual(before);
  expect((await journal.outbox.append(draft('d'))).mid).toBe(4);
});

test('whatever page of the journal is destroyed, it opens and no waiting gesture is lost', async () => {
  await journal.settings.set('desk', { number: 7 });
  for (let i = 0; i < 60; i += 1) await journal.outbox.append(draft(`g${i}`));
  await journal.outbox.settle(
    20,
    Array.from({ length: 20 }, (_, i) => done(i + 1, `g${i}`)),
  );
  const before = await journal.outbox.waiting(0, 100);
  expect(before).toHaveLength(40);
  await journal.close();
  const whole = await readFile(join(folder, 'journal.db'));
  const mirror = await readFile(join(folder, 'journal.mirror'));
  let salvaged = 0;
  for (let page = 0; page < whole.length / 4096; page += 1) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    const broken = Buffer.from(whole);
    broken.fill(0xa5, page * 4096, (page + 1) * 4096);
    await writeFile(join(folder, 'journal.db'), broken);
    await writeFile(join(folder, 'journal.mirror'), mirror);
    await open();
    expect(await journal.outbox.waiting(0, 100)).toEqual(before);
    if (journal.opened.quarantine) salvaged += 1;
    await journal.close();
  }
  expect(salvaged).toBeGreaterThan(5);
  await open();
}, 120_000);

test('the mirror holds what the outbox held, and is cut behind a torn record', async () => {
  for (const uid of ['a', 'b']) await journal.outbox.append(draft(uid));
  await journal.outbox.settle(1, [done(1, 'a')]);
  await journal.close();
  const file = join(folder, 'journal.mirror');
  const { records, length } = await readMirror(file);
  expect(
    records.map((record) => (record.kind === 'entry' ? [record.mid, record.uid, record.args] : record.lmid)),
  ).toEqual([[1, 'a', { delta: -1000, note: 'dented ü' }], [2, 'b', { delta: -1000, note: 'dented ü' }], 1]);
  const whole = await readFile(file);
  const flipped = Buffer.from(whole);
  flipped.writeUInt8(flipped.readUInt8(length - 3) ^ 1, length - 3);
  await writeFile(file, flipped);
  expect((await readMirror(file)).records).toHaveLength(2);
  await writeFile(file, whole.subarray(0, length - 5));
  await open();
  await journal.outbox.append(draft('c'));
  await journal.close();
  expect((await readMirror(file)).records.map((one) => one.kind === 'entry' && one.uid)).toEqual(['a', 'b', 'c']);
  await open();
});

test('remembers identity, settings, counters and wrong tries across a restart', async () => {
  await journal.identity.setIncarnation('i1');
  await journal.identity.setClient({ clientId: 'c1', epoch: 'e1' });
  await journal.settings.set('theme', { dark: true });
  expect(await Promise.all([1, 2, 3].map(() => journal.settings.next('order')))).toEqual([1, 2, 3]);
  await journal.people.setTries('Ada', { tries: 3, until: 5 });
  await journal.close();
  await open();
  expect(await journal.identity.get()).toEqual({ clientId: 'c1', epoch: 'e1', incarnation: 'i1', nextMid: 1 });
  expect(await journal.identity.outside()).toBe('i1');
  expect(await journal.settings.get('theme')).toEqual({ dark: true });
  expect(await journal.settings.get('none')).toBeNull();
  expect(await journal.settings.next('order')).toBe(4);
  expect(await journal.people.tries('ada')).toEqual({ tries: 3, until: 5 });
  expect(await journal.people.tries('eve')).toEqual({ tries: 0, until: 0 });
});

test('people are found by user name and replaced, not doubled', async () => {
  const ada = {
    userId: 'u1',
    userName: 'ada',
    name: 'Ada',
    grant: { text: '{}', signature: 's' },
    verifier: 'v',
    lastSignIn: 1,
    wrappedKey: null,
  };
  await journal.people.save(ada);
  await journal.people.save({ ...ada, userId: 'u2', name: 'Other Ada', lastSignIn: 2 });
  expect(await journal.people.list()).toEqual([{ ...ada, userId: 'u2', name: 'Other Ada', lastSignIn: 2 }]);
  expect((await journal.people.find('ADA'))?.userId).toBe('u2');
  await journal.people.remove('u2');
  expect(await journal.people.find('ada')).toBeNull();
});

test('print jobs keep their order and states; a job is added once', async () => {
  const job = { id: 'j1', title: 'Tin', printerId: 'p', copies: 2, at: 5, actor: 'u', content: '^XA^XZ' };
  await journal.printJobs.add(job);
  await journal.printJobs.add({ ...job, title: 'twice' });
  await journal.printJobs.add({ ...job, id: 'j2', at: 4 });
  expect((await journal.printJobs.next())?.id).toBe('j2');
  expect(await journal.printJobs.update('j2', ['queued'], { state: 'printing', tries: 1 })).toBe(true);
  expect(await journal.printJobs.update('j2', ['queued'], { state: 'cancelled' })).toBe(false);
  const error = { code: 'unavailable' as const, message: 'no paper', details: {} };
  await journal.printJobs.update('j2', ['printing'], { state: 'failed', error });
  expect(await journal.printJobs.get('j2')).toMatchObject({ state: 'failed', tries: 1, error });
  expect((await journal.printJobs.list(10)).map(({ id, title }) => [id, title])).toEqual([
    ['j1', 'Tin'],
    ['j2', 'Tin'],
  ]);
  const printer = { id: 'p', name: 'Zebra', host: '10.0.0.9', port: 9100, dpi: 203 as const };
  await journal.printers.save(printer);
  await journal.printers.save({ ...printer, port: 9101 });
  expect(await journal.printers.list()).toEqual([{ ...printer, port: 9101 }]);
});
