import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from '../journal';
import type { MutationDraft } from './entry';

let folder: string;
const clock = { now: () => 1_760_000_000_000, monotonic: () => 0 };
const open = (at = folder) => openJournal(at, { clock });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rescue-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const draft = (uid: string): MutationDraft => ({
  uid,
  name: 'stockLevel.adjust',
  ver: 1,
  args: { delta: -1000 },
  actor: 'u1',
  at: 1_760_000_000_000,
  deps: [],
  sig: null,
});
const uids = ['a', 'b', 'c', 'd'];

/** The files as a kill leaves them, with commits that are in the WAL only. */
async function killed(): Promise<string> {
  const journal = await open();
  for (const uid of uids) await journal.outbox.append(draft(uid));
  await journal.outbox.settle(1, [{ mid: 1, uid: 'a', status: 'done' }]);
  const copy = join(folder, 'killed');
  await mkdir(copy);
  for (const name of ['journal.db', 'journal.db-wal', 'journal.mirror'])
    await copyFile(join(folder, name), join(copy, name));
  await journal.close();
  return copy;
}

test('commits that a changed WAL no longer holds come back from the mirror, and no number is given twice', async () => {
  const copy = await killed();
  const wal = await readFile(join(copy, 'journal.db-wal'));
  // Behind the tables, in front of the gestures: SQLite takes the rest for a torn end and says nothing.
  const at = wal.indexOf('stockLevel.adjust');
  wal.writeUInt8(wal.readUInt8(at) ^ 1, at);
  await writeFile(join(copy, 'journal.db-wal'), wal);
  const journal = await open(copy);
  expect(journal.opened).toEqual({ restored: 3, parked: 0, quarantine: null, begunAnew: false });
  expect((await journal.outbox.waiting(0, 10)).map(({ mid, uid }) => [mid, uid])).toEqual([
    [2, 'b'],
    [3, 'c'],
    [4, 'd'],
  ]);
  expect((await journal.outbox.append(draft('e'))).mid).toBe(5);
  await journal.close();
});

test('a rescue that is cut short between two steps is taken up again', async () => {
  const copy = await killed();
  await mkdir(join(copy, 'quarantine', '1'), { recursive: true });
  await writeFile(join(copy, 'journal.db'), Buffer.alloc(40_000, 0x5a));
  await writeFile(join(copy, 'journal.rescue'), '1');
  for (const part of ['-wal', '']) {
    await rename(join(copy, `journal.db${part}`), join(copy, 'quarantine', '1', `journal.db${part}`));
    const half = join(folder, `half${part}`);
    await mkdir(join(half, 'quarantine', '1'), { recursive: true });
    for (const name of ['journal.db', 'journal.mirror', 'journal.rescue'])
      await copyFile(join(copy, name), join(half, name)).catch(() => undefined);
    await copyFile(join(copy, 'quarantine', '1', 'journal.db'), join(half, 'quarantine', '1', 'journal.db')).catch(
      () => undefined,
    );
    const journal = await open(half);
    expect(journal.opened.quarantine).toBe(join(half, 'quarantine', '1'));
    expect((await journal.outbox.waiting(0, 10)).map(({ uid }) => uid)).toEqual(['b', 'c', 'd']);
    await journal.close();
    const again = await open(half);
    expect(again.opened.quarantine).toBeNull();
    await again.close();
  }
});

test('zeros in the mirror end it, and the desk opens', async () => {
  const copy = await killed();
  const mirror = await readFile(join(copy, 'journal.mirror'));
  await writeFile(join(copy, 'journal.mirror'), Buffer.concat([mirror, Buffer.alloc(4096)]));
  const journal = await open(copy);
  expect((await journal.outbox.waiting(0, 10)).map(({ uid }) => uid)).toEqual(['b', 'c', 'd']);
  await journal.close();
  expect(await readFile(join(copy, 'journal.mirror'))).toEqual(mirror);
});

test('a journal that was emptied after the desk had met its centre comes back from the mirror', async () => {
  const journal = await open();
  await journal.identity.setClient({ clientId: 'client', epoch: 'epoch' });
  for (const uid of uids) await journal.outbox.append(draft(uid));
  await journal.close();
  await writeFile(join(folder, 'journal.db'), '');
  const again = await open();
  expect((await again.outbox.waiting(0, 10)).map(({ uid }) => uid)).toEqual(uids);
  expect(again.opened).toMatchObject({ restored: 4, begunAnew: true });
  await again.close();
});
