import { writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fairPhase } from '../simulation/fair-phase';
import { foundWorld, noFaults } from '../simulation/found-world';
import { disk } from '../simulation/memory/disk';
import { Dice } from '../simulation/random';
import { bring, deliverAll, Simulation, still } from '../simulation/simulation';
import { wishOf } from '../simulation/wishes';
import type { Seat } from '../simulation/seat';
import { Tally } from './tally';

/** Who dies, and on which side of the step. */
const deaths = ['dieBefore', 'dieAfter', 'fail'] as const;
const victims = ['desk', 'centre'] as const;
/** What is under way. */
const scenes = ['exchange', 'recovery', 'load'] as const;
type Scene = (typeof scenes)[number];

const newWish = (sim: Simulation, seat: Seat, dice: Dice) =>
  wishOf({ look: seat.look, dice, faults: noFaults, uid: `u${(sim.saves += 1)}`, desks: sim.seats.length }, []);

async function save(sim: Simulation, seat: Seat, dice: Dice): Promise<void> {
  const wish = newWish(sim, seat, dice);
  if (wish) seat.save(wish);
  await sim.settle();
}

/** A world in which desk 0 has waiting gestures, the centre has news for it, and, for a recovery, the desk's files are those of before. */
async function begin(scene: Scene, seed: number): Promise<{ sim: Simulation; seat: Seat }> {
  await foundWorld();
  disk.reset();
  const sim = new Simulation({ seed, desks: 3, faults: noFaults, steps: [] });
  await sim.startCentre();
  for (const one of sim.seats) one.boot();
  await still();
  await sim.settle();
  const dice = new Dice(seed);
  const [seat, other] = sim.seats;
  if (!seat || !other) throw new Error('a world without desks');
  await save(sim, seat, dice);
  const image = disk.image(seat.machine);
  await save(sim, other, dice);
  for (const one of [other, seat]) await bring(sim, one);
  await sim.settle();
  for (const one of [seat, other, seat]) await save(sim, one, dice);
  await bring(sim, other);
  await sim.settle();
  if (scene === 'recovery') {
    seat.fall(null);
    disk.restore(image);
    sim.checks.putBack(seat);
    seat.boot();
    await still();
    await sim.settle();
    await save(sim, seat, dice);
  }
  return { sim, seat };
}

const firstScope = (seat: Seat) => String(seat.look('SELECT scope FROM _cursor ORDER BY scope')[0]?.[0]);

async function goOn(sim: Simulation, seat: Seat, scene: Scene): Promise<void> {
  if (scene === 'load') {
    const scope = firstScope(seat);
    seat.start(`load ${scope}`, () => seat.desk.load(scope));
  } else seat.start('exchange', () => seat.desk.exchange());
  await deliverAll(sim);
  await sim.settle();
}

/** One death at one step; then no more trouble. False when there is no such step. */
async function crashAt(
  tally: Tally,
  scene: Scene,
  at: { seed: number; victim: (typeof victims)[number]; death: (typeof deaths)[number]; step: number },
): Promise<boolean> {
  const { seed, victim, death, step } = at;
  const { sim, seat } = await begin(scene, seed);
  const gate = victim === 'desk' ? seat.gate : disk.gate('centre');
  gate.set(death, step);
  await goOn(sim, seat, scene);
  const met = !gate.isArmed;
  gate.disarm();
  if (met) {
    await fairPhase(sim);
    tally.count('steps');
    tally.count(`of ${scene}`);
  }
  const where = `${scene}, seed ${seed}, the ${victim} ${death} at step ${step}`;
  tally.add(
    sim.violations.map((what) => ({ wrong: 'diverged', what })),
    where,
  );
  return met;
}

/** About as many steps as a seed has; when fewer are asked for, they are spread over all of them. */
const STEPS = 1500;

/** Every operation on files of push, pull, rebase, load and recovery, at the desk and at the centre. */
async function crashes(tally: Tally, cases: number, first: number): Promise<void> {
  const stride = Math.max(1, Math.ceil(STEPS / cases));
  for (let seed = first; ; seed += 1)
    for (const scene of scenes)
      for (const victim of victims)
        for (const death of deaths)
          for (let step = 1; await crashAt(tally, scene, { seed, victim, death, step }); step += stride)
            if ((tally.counts['steps'] ?? 0) >= cases) return;
}

/** An answer of an exchange breaks off behind every one of its bytes: nothing of it is applied, and the next exchange makes it good. */
async function cuts(tally: Tally, cases: number, first: number): Promise<void> {
  for (let done = 0, seed = first; done < cases; seed += 1) {
    for (const scene of ['exchange', 'load'] as const) {
      const { sim, seat } = await begin(scene, seed);
      const seen = () =>
        JSON.stringify([seat.replica.changes, seat.look('SELECT * FROM _cursor'), seat.look('SELECT * FROM _state')]);
      for (const address of scene === 'load' ? ['/sync/snapshot/'] : ['/sync/push', '/sync/pull']) {
        await cutEverywhere(tally, { sim, seat, scene, address, seen });
        if ((done += 1) >= cases) break;
      }
      await fairPhase(sim);
      tally.add(
        sim.violations.map((what) => ({ wrong: 'diverged', what })),
        `${scene} cut, seed ${seed}`,
      );
      if (done >= cases) return;
    }
  }
}

interface Cut {
  readonly sim: Simulation;
  readonly seat: Seat;
  readonly scene: Scene;
  readonly address: string;
  readonly seen: () => string;
}

async function cutEverywhere(tally: Tally, { sim, seat, scene, address, seen }: Cut): Promise<void> {
  tally.count('responses');
  for (let cut = 0; ; cut += 1) {
    const before = seen();
    const length = await goOnCut({ sim, seat, scene, address }, cut);
    if (scene !== 'load' && length > cut && address === '/sync/pull' && seen() !== before)
      tally.add([{ wrong: 'diverged', what: 'half an answer was applied' }], `${address} at byte ${cut}`);
    await sim.settle();
    if (cut >= length) return;
    tally.count('bytes');
  }
}

/** Starts the work, carries its messages, and breaks the answer of that address off behind byte `cut`. Resolves to the answer's length. */
async function goOnCut({ sim, seat, scene, address }: Omit<Cut, 'seen'>, cut: number): Promise<number> {
  const scope = firstScope(seat);
  if (scene === 'load') seat.start(`load ${scope}`, () => seat.desk.load(scope));
  else seat.start('exchange', () => seat.desk.exchange());
  await still();
  let length = 0;
  for (let hops = 0; hops < 1000; hops += 1) {
    const message = sim.network.messages.find(({ state }) => state !== 'there');
    if (!message) return length;
    const text = message.answer?.text ?? '';
    const isIt = length === 0 && message.state === 'coming' && message.request.url.includes(address);
    if (isIt) length = text.length;
    sim.network.hop(message, isIt && cut < length ? { cutAt: (cut + 0.5) / length } : {});
    await still();
    sim.observe();
  }
  return length;
}

/** `--family steps|cut --cases n --seed s`: tells the counts as a line of JSON. */
async function main(): Promise<void> {
  const names = ['family', 'cases', 'seed'] as const;
  const { values } = parseArgs({
    options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
  });
  const tally = new Tally();
  const [cases, seed] = [Number(values['cases'] ?? 100), Number(values['seed'] ?? 1)];
  await (values['family'] === 'cut' ? cuts(tally, cases, seed) : crashes(tally, cases, seed));
  writeSync(1, `${JSON.stringify({ ...tally, skipped: null })}\n`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    writeSync(2, `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(2);
  },
);
