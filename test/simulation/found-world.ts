import { foundCentre } from './centre';
import { disk } from './memory/disk';
import { bring, Simulation, START, still } from './simulation';
import { faultNames, type Faults } from './swarm';
import { MOST_DESKS } from './world';

export const noFaults = Object.fromEntries(faultNames.map((name) => [name, false])) as Faults; // all names

let founded: Promise<void> | null = null;

async function found(): Promise<void> {
  await foundCentre({ now: () => START, monotonic: () => 0 });
  const sim = new Simulation({ seed: 1, desks: MOST_DESKS, faults: noFaults, steps: [] });
  await sim.startCentre();
  for (const seat of sim.seats) {
    seat.boot();
    await still();
    for (let round = 0; seat.number < MOST_DESKS - 1 && round < 2; round += 1) await bring(sim, seat);
  }
  disk.seal();
}

/** Once in a process: the world in which every history begins. All desks but the last have loaded what they may hold. */
export function foundWorld(): Promise<void> {
  return (founded ??= found());
}
