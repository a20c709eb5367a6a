import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Dice } from '../simulation/random';
import { brokenPromises } from './promises';
import { record, runChild, toldOf, workFolder, type Recording } from './recording';
import { ReplayedDisk } from './replayed-disk';
import type { Tally } from './tally';
import { prepare, scenarios, type Scenario } from './workload';

export interface Share {
  /** Cases to do. */
  readonly cases: number;
  readonly seed: number;
  readonly library: string;
  readonly planted?: string | undefined;
}

/** About as many points as a seed has; when fewer are asked for, chance spreads them over all of them. */
const POINTS = 5000;
/** One process of so many dies by the kernel's hand; the others' files are built from the calls that one like them made. */
const REAL = 60;

/** A process dies in front of every call that changes its files, and in the middle of every write. `kill -9` takes nothing that was written. */
export async function killFamily(tally: Tally, share: Share): Promise<void> {
  const root = workFolder();
  for (let seed = share.seed; ; seed += 1) {
    for (const scenario of scenarios) {
      const recording = await record(root, scenario, { ...share, seed });
      if (await replayKills({ tally, root, share: { ...share, seed }, recording, scenario })) return;
      await realKills({ tally, root, share: { ...share, seed }, scenario, calls: callsOf(recording).length });
    }
  }
}

const callsOf = ({ calls }: Recording) => calls.filter(({ kind }) => kind !== 'mark' && kind !== 'close');

/** True when all cases are done. */
async function replayKills({
  tally,
  root,
  share,
  recording,
  scenario,
}: {
  tally: Tally;
  root: string;
  share: Share;
  recording: Recording;
  scenario: Scenario;
}): Promise<boolean> {
  const disk = new ReplayedDisk(recording.base);
  const marks: string[] = [];
  const state = join(root, 'state');
  const dice = new Dice(share.seed);
  for (const [at, call] of recording.calls.entries()) {
    if (call.kind === 'mark') marks.push(call.text);
    else if (call.kind !== 'close' && dice.chance(share.cases / POINTS)) {
      for (const half of call.kind === 'write' ? [null, call] : [null]) {
        disk.killed(state, half);
        const told = toldOf(recording.before, marks);
        tally.add(
          await brokenPromises(state, told),
          `${scenario}, seed ${share.seed}, ${half ? 'in' : 'before'} call ${at}`,
        );
        tally.count('kill points');
        tally.count(`of ${scenario}`);
        if ((tally.counts['kill points'] ?? 0) >= share.cases) return true;
      }
    }
    disk.apply(call);
  }
  return false;
}

/** The same with processes that really die, at calls spread over the day: what is replayed above is what happens. */
async function realKills({
  tally,
  root,
  share,
  scenario,
  calls,
}: {
  tally: Tally;
  root: string;
  share: Share;
  scenario: Scenario;
  calls: number;
}): Promise<void> {
  const dice = new Dice(share.seed);
  const folder = join(root, 'killed');
  const base = join(root, 'killed.base');
  rmSync(base, { recursive: true, force: true });
  mkdirSync(base, { recursive: true });
  const before = await prepare(base, scenario, share.seed);
  for (let kill = 1 + dice.below(REAL); kill <= calls; kill += REAL) {
    rmSync(folder, { recursive: true, force: true });
    cpSync(base, folder, { recursive: true });
    const half = dice.chance(0.5);
    const { lines, ended } = await runChild({ ...share, folder }, { kill, half });
    if (ended) continue;
    tally.add(
      await brokenPromises(folder, toldOf(before, lines)),
      `${scenario}, seed ${share.seed}, SIGKILL at ${kill}`,
    );
    tally.count('processes killed');
  }
}
