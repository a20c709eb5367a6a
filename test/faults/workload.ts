import { cpSync, writeSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseFile } from '../../main/core/store/database-file';
import { openSqlite } from '../../shared/store/sqlite';
import { Dice } from '../simulation/random';
import { earlierDomain, FaultDesk } from './fault-desk';
import { tellShim } from './shim';

/** What a desk goes through while its calls are written down, or while it is killed. */
export const scenarios = ['saves', 'upgrade', 'fresh', 'migration', 'rescue'] as const;
export type Scenario = (typeof scenarios)[number] | 'closed';

/** A line of the workload: to the log of calls, and to whoever started this process. */
function tell(text: string): void {
  tellShim(`mark/${text}`);
  writeSync(1, `${text}\n`);
}

async function save(desk: FaultDesk, uid: string): Promise<void> {
  tell(`open ${uid}`);
  await desk.save(uid);
  tell(`saved ${uid}`);
}

const uidsOf = (word: string, count: number) => Array.from({ length: count }, (_, n) => `${word}.${n + 1}`);

/** So many of yesterday's gestures the centre has confirmed. */
export const SETTLED = 4;

/** A desk as it was yesterday: some gestures are done, some wait. Its files, as a kill leaves them, lie in `folder`. */
async function yesterday(folder: string, waiting: number, release?: typeof earlierDomain): Promise<string[]> {
  const live = `${folder}.live`;
  const desk = await FaultDesk.open(live, release);
  const uids = uidsOf('old', SETTLED + waiting);
  for (const uid of uids.slice(0, SETTLED)) await desk.save(uid);
  await desk.settle();
  for (const uid of uids.slice(SETTLED)) await desk.save(uid);
  cpSync(live, folder, { recursive: true, filter: (path) => !path.endsWith('-shm') });
  await desk.close();
  await rm(live, { recursive: true });
  return uids;
}

/** The journal of a version before signatures, and a replica of other tables. */
async function makeOlder(folder: string): Promise<void> {
  const journal = await openSqlite(join(folder, 'journal.db'), { synchronous: 'FULL' });
  for (const table of ['outbox', 'archive', 'parked']) await journal.run(`ALTER TABLE ${table} DROP COLUMN sig`);
  await journal.run('ALTER TABLE person DROP COLUMN wrapped_key');
  await journal.close();
  const replica = await openSqlite(join(folder, 'replica.db'), { synchronous: 'FULL' });
  await replica.run(`UPDATE _state SET schema = 'of another version'`);
  await replica.close();
}

/** A page of the outbox is zeros. */
async function breakJournal(folder: string): Promise<void> {
  const sql = await openSqlite(join(folder, 'journal.db'), { synchronous: 'FULL' });
  await sql.script('PRAGMA wal_checkpoint(TRUNCATE)');
  const [row] = await sql.all(`SELECT rootpage AS page FROM sqlite_master WHERE name = 'outbox'`);
  await sql.close();
  const file = await open(join(folder, 'journal.db'), 'r+');
  await file.write(Buffer.alloc(4096), 0, 4096, (Number(row?.['page']) - 1) * 4096);
  await file.close();
}

/** The files with which a scenario begins. Resolves to the gestures that were saved in them. */
export async function prepare(folder: string, scenario: Scenario, seed: number): Promise<string[]> {
  if (scenario === 'fresh') return [];
  const waiting = 2 + new Dice(seed).below(5);
  const uids = await yesterday(folder, waiting, scenario === 'upgrade' ? earlierDomain : undefined);
  if (scenario === 'migration' || scenario === 'closed') {
    const desk = await FaultDesk.open(folder);
    await desk.close(); // nothing is left in a WAL
  }
  if (scenario === 'migration') await makeOlder(folder);
  if (scenario === 'rescue') await breakJournal(folder);
  return uids;
}

/** A working day: opened, saved, settled, closed, opened again. */
async function work(folder: string, dice: Dice): Promise<void> {
  const first = await FaultDesk.open(folder);
  for (const uid of uidsOf('new', 2 + dice.below(4))) await save(first, uid);
  if (dice.chance(0.5)) await first.settle();
  await Promise.all(uidsOf('same', 1 + dice.below(3)).map((uid) => save(first, uid)));
  await first.close();
  const second = await FaultDesk.open(folder);
  for (const uid of uidsOf('late', 1 + dice.below(2))) await save(second, uid);
  if (dice.chance(0.5)) await second.settle();
  await second.close();
}

/** `planted`: a fault of the desk's, by which a family shows that it can fail. */
function plant(planted: string | undefined): void {
  if (planted !== 'synchronous') return;
  const open = DatabaseFile.open.bind(DatabaseFile);
  DatabaseFile.open = (file, options) => open(file, { ...options, synchronous: 'NORMAL' });
}

/** What the child process does, behind the shim. */
export async function runWorkload(folder: string, seed: number, planted: string | undefined): Promise<void> {
  plant(planted);
  await work(folder, new Dice(seed));
}
