import { ledgerOf } from './checks';
import { disk } from './memory/disk';
import type { Seat } from './seat';
import { bring, deliverAll, still, type Simulation } from './simulation';

const ROUNDS = 8;

/** What was held up goes on; what was down comes up. */
async function mend(sim: Simulation): Promise<void> {
  disk.gate('centre').disarm();
  while (disk.gate('centre').isParking) {
    disk.gate('centre').resume();
    await still();
  }
  await sim.settle();
  if (!sim.centre) await sim.startCentre();
  for (const seat of sim.seats) {
    seat.gate.disarm();
    while (seat.gate.isParking) {
      seat.gate.resume();
      await still();
    }
  }
  await deliverAll(sim);
  await sim.settle();
  for (const seat of sim.seats) {
    if (!seat.desk.isUp && !seat.busy.has('boot')) seat.boot();
    await still();
  }
  await sim.settle();
}

/** Is everything sent, and everything fetched? */
function isLevel(sim: Simulation, seat: Seat): boolean {
  const waiting = seat.journal.look('SELECT 1 FROM outbox LIMIT 1').length;
  const cursors = seat.look('SELECT scope, v FROM _cursor');
  return waiting === 0 && cursors.every(([scope, v]) => v === sim.past.version(String(scope)));
}

/** 15: every desk is where the centre is; and every gesture has found its end. */
function judge(sim: Simulation, accuse: (what: string) => void): void {
  for (const seat of sim.seats) {
    if (!seat.desk.isUp) accuse(`15 desk ${seat.number} does not come up`);
    else if (!isLevel(sim, seat))
      accuse(`15 desk ${seat.number} is not level: ${[...seat.busy].join()} ${standing(seat)}`);
    for (const { uid, place } of ledgerOf(seat)) {
      const effects = sim.past.effects.get(uid)?.count ?? 0;
      if (effects !== (place === 'archive' ? 1 : 0)) accuse(`1 ${uid} is in ${place} and has ${effects} effects`);
    }
  }
  prices(sim, accuse);
}

const standing = (seat: Seat) =>
  JSON.stringify([seat.journal.look('SELECT mid, uid, state FROM outbox'), seat.look('SELECT scope, v FROM _cursor')]);

/** 1 and 7, by the figures alone: every delta is in the price once. */
function prices(sim: Simulation, accuse: (what: string) => void): void {
  const should = new Map<string, number>();
  const wishes = new Map(sim.seats.flatMap(({ gestures }) => [...gestures]));
  for (const uid of sim.past.effects.keys()) {
    const wish = wishes.get(uid);
    if (wish?.name !== 'variant.reprice') continue;
    const { id, delta } = wish.args as { id: string; delta: number }; // made by `wishes.ts`
    should.set(id, (should.get(id) ?? 1_000_000) + delta);
  }
  for (const [key, row] of sim.past.rows) {
    if (!key.startsWith('variant ')) continue;
    const price = should.get(key.slice('variant '.length)) ?? 1_000_000;
    if (row[4] !== price) accuse(`1 ${key} costs ${String(row[4])}, not ${price}`);
  }
}

/** After the schedule: no more trouble. Outboxes drain, and all agree. */
export async function fairPhase(sim: Simulation): Promise<void> {
  sim.tell('fair');
  await mend(sim);
  for (let round = 0; round < ROUNDS && sim.violations.length === 0; round += 1) {
    for (const seat of sim.seats) {
      if (round > 1 && isLevel(sim, seat)) continue;
      sim.now += 1000;
      await bring(sim, seat);
      await sim.settle();
    }
    if (round > 0 && sim.seats.every((seat) => isLevel(sim, seat))) break;
  }
  const accuse = (what: string) => void (sim.violations.push(what), sim.tell(`VIOLATION ${what}`));
  if (sim.violations.length === 0) judge(sim, accuse);
}
