import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { domain } from '../../shared/domain/domain';
import { createDomain } from '../../shared/kernel/register';
import { laterDomain } from '../../test/harness/later-domain';
import { replay } from './replay';
import { openJournal, type Journal } from './store/journal';
import type { OutboxEntry } from './store/journal/entry';
import { openReplica, type Replica } from './store/replica';

let folder: string;
let journal: Journal;
let replica: Replica;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'replay-'));
  journal = await openJournal(folder, { clock: { now: () => 1_760_000_000_000, monotonic: () => 0 } });
  replica = await openReplica(folder, domain);
});
afterEach(async () => {
  await replica.close();
  await journal.close();
  await rm(folder, { recursive: true, force: true });
});

const place = { warehouseId: 'w1', variantId: 'v1' };
const entry = (mid: number, ver: number, args: OutboxEntry['args']): OutboxEntry => ({
  ...{ mid, uid: `g${mid}`, name: 'stockLevel.adjust', ver, args, actor: 'u1', at: 1_760_000_000_000 },
  ...{ deps: [], sig: null, state: 'waiting', tries: 0 },
});
const old = [1000, -300, 50].map((delta, i) => entry(i + 1, 1, { ...place, delta, reason: 'found', note: null }));

/** All that these gestures show, from nothing. */
async function shown(entries: readonly OutboxEntry[], known: typeof domain) {
  const { failed } = await replica.write(async (tx) => {
    await tx.setState({ capture: false });
    await tx.rewind();
    await tx.setState({ capture: true });
    return replay(tx, entries, known);
  });
  const tables = ['stockLevel', 'stockMovement'].map((name) =>
    replica.reader.all(`SELECT * FROM "${name}" ORDER BY id`),
  );
  return { failed, rows: await Promise.all(tables) };
}

test('replaying old gestures upcast shows what replaying them in their own version showed, and what they would show if made today', async () => {
  const then = await shown(old, domain);
  expect(then.rows.map((rows) => rows.length)).toEqual([1, 3]);
  expect(await shown(old, laterDomain)).toEqual(then);
  const today = old.map((one) => ({ ...one, ver: 2, args: laterDomain.understand(one).args }));
  expect(await shown(today, laterDomain)).toEqual(then);
});

test('a gesture of a verb that this version does not know, or knows older, is marked and the others are shown', async () => {
  const newer = entry(4, 3, { ...place });
  expect((await shown([old[0]!, newer, old[1]!], laterDomain)).failed).toEqual(['g4']);
  const without = createDomain(domain.entities, []);
  const result = await shown(old, without);
  expect(result.failed).toEqual(['g1', 'g2', 'g3']);
});
