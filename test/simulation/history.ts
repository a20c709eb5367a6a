import { createHash } from 'node:crypto';
import { actions } from './actions';
import { ledgerOf } from './checks';
import { fairPhase } from './fair-phase';
import { foundWorld } from './found-world';
import { disk } from './memory/disk';
import { Dice } from './random';
import { visibleRows } from './rows';
import { deskDomain } from './simulated-domain';
import { Simulation, still } from './simulation';
import type { Plan } from './swarm';

/** What came of a history. */
export interface Outcome {
  readonly violations: readonly string[];
  /** SHA-256 of everything that happened, and of all rows at the end. */
  readonly hash: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly told: readonly string[];
}

async function step(sim: Simulation, at: number, number: number): Promise<void> {
  const dice = new Dice(number);
  sim.now += 1000;
  const able = actions.filter(({ fault }) => fault === null || sim.plan.faults[fault]);
  let weight = dice.below(able.reduce((sum, action) => sum + action.weight, 0));
  const action = able.find((one) => (weight -= one.weight) < 0);
  const before = sim.told.length;
  const did = action?.act(sim, dice) ?? null;
  if (!action || did === null) return;
  sim.count(action.name);
  sim.tell(`${at} ${action.name} ${did}`);
  if (sim.told.length > before + 1) sim.told.splice(before, 0, ...sim.told.splice(-1)); // the cause before its effects
  await sim.settle();
}

/** All rows everywhere. */
function picture(sim: Simulation): string {
  const hash = createHash('sha256');
  for (const [key, row] of [...sim.past.rows].sort()) hash.update(JSON.stringify([key, row]));
  for (const seat of sim.seats)
    for (const [key, row] of visibleRows(seat.look, deskDomain.entities)) hash.update(JSON.stringify([key, row]));
  return hash.digest('hex');
}

interface Options {
  /** Keeps what happened in words. */
  readonly wordy?: boolean;
  /** Done after the start, past everything: what a check must see. */
  readonly tamper?: () => void;
}

/** Runs the schedule, then the fair phase; stops at the first violation. */
export async function runHistory(plan: Plan, { wordy = false, tamper }: Options = {}): Promise<Outcome> {
  await foundWorld();
  disk.reset();
  const sim = new Simulation(plan, wordy);
  await sim.startCentre();
  for (const seat of sim.seats) seat.boot();
  await still();
  await sim.settle();
  tamper?.();
  await sim.checks.afterStep();
  for (const [at, number] of plan.steps.entries()) {
    if (sim.violations.length > 0) break;
    await step(sim, at, number);
  }
  if (sim.violations.length === 0) await fairPhase(sim);
  for (const { place } of sim.seats.flatMap(ledgerOf)) sim.count(place === 'archive' ? 'confirmed' : place);
  sim.tell(picture(sim));
  return { violations: sim.violations, hash: sim.trace(), counts: sim.counts, told: sim.told };
}
