import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Dice } from '../simulation/random';
import type { Share } from './kill-family';
import { brokenPromises } from './promises';
import { record, toldOf, workFolder, type Recording } from './recording';
import { ReplayedDisk, ways, type Way } from './replayed-disk';
import type { Tally } from './tally';
import { scenarios, type Scenario } from './workload';

/** States to a moment. The journal keeps its promise by itself too, without its mirror. */
const cases: readonly { way: Way; thrown: number; alone: boolean }[] = [
  ...ways.map((way) => ({ way, thrown: 0, alone: false })),
  { way: 'some', thrown: 1, alone: false },
  { way: 'torn', thrown: 1, alone: false },
  { way: 'dropped', thrown: 0, alone: true },
  { way: 'torn', thrown: 2, alone: true },
];

/** About as many states as a seed has; when fewer are asked for, chance spreads them over all of them. */
const STATES = 12_000;

/** Power goes at every moment of a day: of what was not synced, nothing is on the disk, or all, or some calls, or some sectors of them. */
export async function powerFamily(tally: Tally, share: Share): Promise<void> {
  const root = workFolder();
  for (let seed = share.seed; ; seed += 1) {
    for (const scenario of scenarios) {
      const recording = await record(root, scenario, { ...share, seed });
      if (await cuts({ tally, share, recording, state: join(root, 'state'), scenario, seed })) return;
    }
  }
}

/** True when all cases are done. */
async function cuts({
  tally,
  share,
  recording,
  state,
  scenario,
  seed,
}: {
  tally: Tally;
  share: Share;
  recording: Recording;
  state: string;
  scenario: Scenario;
  seed: number;
}): Promise<boolean> {
  const disk = new ReplayedDisk(recording.base);
  const marks: string[] = [];
  const dice = new Dice(share.seed);
  for (const [at, call] of recording.calls.entries()) {
    if (call.kind === 'mark') marks.push(call.text);
    disk.apply(call);
    if (call.kind === 'close' || !disk.isRisky || !dice.chance(share.cases / STATES)) continue;
    for (const { way, thrown, alone } of cases) {
      if (alone && scenario === 'rescue') continue; // there the mirror is what saves
      disk.cut(state, new Dice(Math.imul(at + 1, 0x9e3779b1) ^ thrown), way);
      if (alone) rmSync(join(state, 'journal.mirror'), { force: true });
      const where = `${scenario}, seed ${seed}, after call ${at}, ${way} ${thrown}${alone ? ', journal alone' : ''}`;
      tally.add(await brokenPromises(state, toldOf(recording.before, marks)), where);
      tally.count('power cuts');
      if ((tally.counts['power cuts'] ?? 0) >= share.cases) return true;
    }
  }
  return false;
}
