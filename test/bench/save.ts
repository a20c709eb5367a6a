import { join } from 'node:path';
import { systemClock } from '../../main/core/adapters/system-clock';
import { systemRandom } from '../../main/core/adapters/system-random';
import { Changes } from '../../main/core/changes';
import { Writer } from '../../main/core/mutate';
import { newSeed, signingKey } from '../../main/core/sync/ed25519';
import { openJournal } from '../../main/core/store/journal';
import { domain } from '../../shared/domain/domain';
import type { Rights } from '../../shared/kernel/permission';
import { openSqlite } from '../../shared/store/sqlite';
import { against, percentile, timed, type Figure } from './figure';
import { fillDesk } from './filled-desk';
import { inFolder } from './in-folder';

const rights: Rights = [{ allow: ['*'], deny: [], stores: '*', warehouses: '*' }];
const RUNS = 200;

/** One durable commit of the driver, nothing else: what a save costs at the least. */
async function bareCommits(): Promise<number[]> {
  return inFolder(async (folder) => {
    const sql = await openSqlite(join(folder, 'bare.db'), { synchronous: 'FULL' });
    await sql.run('CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)');
    const samples = await timed(RUNS, (run) => sql.run('INSERT INTO t (text) VALUES (?)', [`row ${run}`]));
    await sql.close();
    return samples;
  });
}

/** A stock adjustment from the bridge to durable, beside a bare durable commit. */
export async function save(): Promise<Figure[]> {
  const desk = await fillDesk(10_000);
  const journal = await openJournal(desk.folder, { clock: systemClock });
  await journal.identity.setClient({ clientId: 'bench', epoch: 'bench' });
  const writer = new Writer({
    domain,
    journal,
    replica: desk.replica,
    changes: new Changes(),
    clock: systemClock,
    log: { write: () => undefined },
  });
  const { sign } = signingKey(newSeed(systemRandom));
  const gesture = (run: number) => {
    const args = { warehouseId: 'w1', variantId: `variant-${run}`, delta: 1000, reason: 'received', note: null };
    return writer.mutate(
      { uid: `gesture-${run}`, name: 'stockLevel.adjust', args },
      { userId: 'user-1', rights, sign },
    );
  };
  const samples = await timed(RUNS, gesture);
  const bare = await bareCommits();
  await journal.close();
  await desk.close();
  return ([0.5, 0.95] as const).map((share) => {
    const name = `save, p${share * 100}`;
    const reference = { name: 'one FULL commit', value: percentile(bare, share) };
    return against({ name, value: percentile(samples, share), unit: 'ms' }, { reference });
  });
}
