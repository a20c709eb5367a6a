import { compact as forget } from '../../server/upkeep/compaction';
import type { FaultName } from './swarm';
import type { Simulation } from './simulation';
import type { Dice } from './random';
import type { Seat } from './seat';
import { CENTRE_FILE } from './centre';
import { disk, type DiskImage } from './memory/disk';
import { wishOf } from './wishes';

/** Something that a step may do. `act` returns what it did, in words, or null when it is not possible now. */
export interface Action {
  readonly name: string;
  readonly weight: number;
  /** Only in histories with this kind of trouble. */
  readonly fault: FaultName | null;
  act(sim: Simulation, dice: Dice): string | null;
}

const upSeat = (sim: Simulation, dice: Dice) => {
  const seat = dice.pick(sim.seats);
  return seat?.desk.isUp ? seat : undefined;
};

function save(sim: Simulation, dice: Dice): string | null {
  const seat = upSeat(sim, dice);
  if (!seat?.isStill) return null;
  const uid = `u${(sim.saves += 1)}`;
  const asked = { look: seat.look, dice, faults: sim.plan.faults, uid, desks: sim.seats.length };
  const wish = wishOf(asked, [...seat.gestures.keys()]);
  if (!wish) return null;
  seat.save(wish);
  return `desk ${seat.number}: ${uid} ${wish.name} ${JSON.stringify(wish.args)}`;
}

function exchange(sim: Simulation, dice: Dice): string | null {
  const seat = upSeat(sim, dice);
  if (!seat || seat.busy.has('exchange')) return null;
  seat.start('exchange', () => seat.desk.exchange());
  return `desk ${seat.number}`;
}

const isLoading = (seat: Seat) => [...seat.busy].some((task) => task.startsWith('load'));

function load(sim: Simulation, dice: Dice): string | null {
  const seat = upSeat(sim, dice);
  const scope = seat && dice.pick(seat.desk.wanted);
  if (!seat || scope === undefined || isLoading(seat)) return null;
  seat.start(`load ${scope}`, () => seat.desk.load(scope));
  return `desk ${seat.number}: ${scope}`;
}

function messageFor(sim: Simulation, dice: Dice) {
  const able = sim.network.messages.filter(({ state }) => state !== 'there');
  return sim.plan.faults.reorder ? dice.pick(able) : able[0];
}

function hop(sim: Simulation, dice: Dice): string | null {
  const message = messageFor(sim, dice);
  if (!message) return null;
  const { state } = message;
  sim.network.hop(message);
  return `${state} ${message.id} of desk ${message.desk}: ${message.request.url}`;
}

/** An answer reaches its desk spoilt. */
function spoilt(how: (dice: Dice) => { stale?: boolean; cutAt?: number }) {
  return (sim: Simulation, dice: Dice): string | null => {
    const message = dice.pick(sim.network.messages.filter(({ state, settle }) => state === 'coming' && settle));
    if (!message) return null;
    sim.network.hop(message, how(dice));
    return `${message.id} of desk ${message.desk}: ${message.request.url}`;
  };
}

function drop(sim: Simulation, dice: Dice): string | null {
  const message = dice.pick(sim.network.messages.filter(({ state }) => state !== 'there'));
  if (!message) return null;
  sim.network.lose(message);
  return `${message.state} ${message.id} of desk ${message.desk}: ${message.request.url}`;
}

function late(sim: Simulation, dice: Dice): string | null {
  const message = dice.pick(sim.network.messages.filter(({ settle }) => settle));
  if (!message) return null;
  sim.network.giveUp(message, true);
  return `${message.state} ${message.id} of desk ${message.desk}`;
}

function double(sim: Simulation, dice: Dice): string | null {
  const message = dice.pick(sim.network.messages);
  if (!message || sim.network.messages.length > 12) return null;
  sim.network.double(message);
  return `${message.id} of desk ${message.desk}`;
}

const SPAN = 60;

function arm(how: readonly ('dieBefore' | 'dieAfter' | 'park' | 'fail')[]) {
  return (sim: Simulation, dice: Dice): string | null => {
    const seat = upSeat(sim, dice);
    const what = dice.pick(how);
    if (!seat || seat.gate.isArmed || what === undefined) return null;
    const count = 1 + dice.below(what === 'park' ? 12 : SPAN);
    seat.gate.set(what, count);
    return `desk ${seat.number} ${what} at ${count}`;
  };
}

function kill(sim: Simulation, dice: Dice): string | null {
  const seat = upSeat(sim, dice);
  if (!seat) return null;
  seat.fall(null);
  return `desk ${seat.number}`;
}

function power(sim: Simulation, dice: Dice): string | null {
  const seat = dice.pick(sim.seats);
  if (!seat) return null;
  sim.checks.forget(seat);
  seat.fall(dice.next());
  return `desk ${seat.number}`;
}

function boot(sim: Simulation, dice: Dice): string | null {
  const seat = dice.pick(sim.seats.filter(({ desk, busy }) => !desk.isUp && !busy.has('boot')));
  if (!seat) return null;
  seat.boot();
  return `desk ${seat.number}`;
}

function resume(sim: Simulation, dice: Dice): string | null {
  const seat = dice.pick(sim.seats.filter(({ gate }) => gate.isParking));
  seat?.gate.resume();
  return seat ? `desk ${seat.number}` : null;
}

function checkpoint(sim: Simulation, dice: Dice): string | null {
  const seat = dice.pick(sim.seats);
  seat?.replica.checkpoint();
  return seat ? `desk ${seat.number}` : null;
}

function crash(sim: Simulation, dice: Dice): string | null {
  const gate = disk.gate('centre');
  if (!sim.centre || gate.isArmed) return null;
  const count = 1 + dice.below(SPAN);
  gate.set(dice.chance(0.5) ? 'dieBefore' : 'dieAfter', count);
  return `at ${count}`;
}

function startCentre(sim: Simulation): string | null {
  if (sim.centre) return null;
  void sim.startCentre();
  return '';
}

function pauseCentre(sim: Simulation, dice: Dice): string | null {
  const gate = disk.gate('centre');
  if (!sim.centre || gate.isArmed) return null;
  gate.set('park', 1 + dice.below(3));
  return '';
}

function resumeCentre(): string | null {
  const gate = disk.gate('centre');
  if (!gate.isParking) return null;
  gate.resume();
  return '';
}

/** As if all removals up to now were older than is remembered. */
function compact(sim: Simulation): string | null {
  const { centre } = sim;
  if (!centre) return null;
  void forget(centre.db, sim.now + 91 * 86_400_000);
  return '';
}

function clock(sim: Simulation, dice: Dice): string | null {
  const seat = dice.pick(sim.seats);
  if (!seat) return null;
  seat.skew = (dice.below(2001) - 1000) * 60_000;
  return `desk ${seat.number} ${seat.skew}`;
}

function wait(sim: Simulation, dice: Dice): string | null {
  const minutes = 1 + dice.below(600);
  sim.now += minutes * 60_000;
  return `${minutes} min`;
}

function backUpCentre(sim: Simulation): string | null {
  if (!disk.database(CENTRE_FILE).isIdle()) return null;
  sim.backups.set('centre', disk.image('centre'));
  return '';
}

function restoreCentre(sim: Simulation): string | null {
  const image = sim.backups.get('centre');
  if (!image) return null;
  void sim.restoreCentre(image);
  return '';
}

function backUpDesk(sim: Simulation, dice: Dice): string | null {
  const seat = dice.pick(sim.seats);
  if (!seat?.isStill) return null;
  sim.backups.set(seat.machine, disk.image(seat.machine));
  return `desk ${seat.number}`;
}

/** All files of before, or the journal's database alone among newer ones. */
function putBack(sim: Simulation, dice: Dice): string | null {
  const seat = dice.pick(sim.seats.filter(({ machine }) => sim.backups.has(machine)));
  const image = seat && sim.backups.get(seat.machine);
  if (!seat || !image) return null;
  const isWhole = dice.chance(0.5);
  seat.fall(null);
  disk.restore(isWhole ? image : only(image, 'journal.db'));
  sim.checks.putBack(seat);
  return `desk ${seat.number} ${isWhole ? 'all' : 'journal.db'}`;
}

function only({ databases }: DiskImage, name: string): DiskImage {
  return { databases: new Map([...databases].filter(([path]) => path.endsWith(name))), files: new Map() };
}

function copy(sim: Simulation, dice: Dice): string | null {
  const seat = dice.pick(sim.seats);
  if (!seat?.isStill || sim.seats.length > sim.plan.desks) return null;
  sim.copy(seat);
  return `desk ${seat.number}`;
}

/** Everything that can happen in a step. */
export const actions: readonly Action[] = [
  { name: 'save', weight: 26, fault: null, act: save },
  { name: 'exchange', weight: 16, fault: null, act: exchange },
  { name: 'load', weight: 8, fault: null, act: load },
  { name: 'hop', weight: 60, fault: null, act: hop },
  { name: 'wait', weight: 1, fault: null, act: wait },
  { name: 'boot', weight: 10, fault: null, act: boot },
  { name: 'drop', weight: 4, fault: 'drop', act: drop },
  { name: 'late', weight: 4, fault: 'late', act: late },
  { name: 'double', weight: 3, fault: 'double', act: double },
  { name: 'stale', weight: 4, fault: 'stale', act: spoilt(() => ({ stale: true })) },
  { name: 'cut', weight: 3, fault: 'cut', act: spoilt((dice) => ({ cutAt: dice.next() })) },
  { name: 'kill', weight: 2, fault: 'kill', act: kill },
  { name: 'kill at', weight: 3, fault: 'kill', act: arm(['dieBefore', 'dieAfter']) },
  { name: 'power', weight: 2, fault: 'power', act: power },
  { name: 'checkpoint', weight: 3, fault: 'power', act: checkpoint },
  { name: 'pause', weight: 4, fault: 'pause', act: arm(['park']) },
  { name: 'resume', weight: 6, fault: 'pause', act: resume },
  { name: 'disk full', weight: 2, fault: 'diskFull', act: arm(['fail']) },
  { name: 'crash', weight: 3, fault: 'crash', act: crash },
  { name: 'start centre', weight: 10, fault: 'crash', act: startCentre },
  { name: 'pause centre', weight: 4, fault: 'centrePause', act: pauseCentre },
  { name: 'resume centre', weight: 8, fault: 'centrePause', act: resumeCentre },
  { name: 'compact', weight: 2, fault: 'compact', act: compact },
  { name: 'back up centre', weight: 3, fault: 'restore', act: backUpCentre },
  { name: 'restore centre', weight: 2, fault: 'restore', act: restoreCentre },
  { name: 'back up desk', weight: 4, fault: 'oldFiles', act: backUpDesk },
  { name: 'put back', weight: 2, fault: 'oldFiles', act: putBack },
  { name: 'copy', weight: 2, fault: 'copies', act: copy },
  { name: 'clock', weight: 1, fault: 'clock', act: clock },
];
