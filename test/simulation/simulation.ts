import { createHash } from 'node:crypto';
import type { Context } from '../../server/context';
import { answer, beginEpochAnew, CENTRE_FILE, startCentre } from './centre';
import { CentrePast } from './centre-past';
import { Checks } from './checks';
import { Memberships } from './memberships';
import { disk, type DiskImage } from './memory/disk';
import { Network } from './network';
import { Dice } from './random';
import { COPY, Seat } from './seat';
import { centreDomain } from './simulated-domain';
import type { Plan } from './swarm';
import { deviceOf, MOST_DESKS } from './world';

export const START = Date.UTC(2026, 0, 5, 8);
/** Everything that can go on without the schedule has gone on. */
export const still = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** One history's world: desks, a centre, the lines between, all on simulated machines. */
export class Simulation {
  readonly violations: string[] = [];
  readonly seats: Seat[];
  readonly network = new Network((desk, request) => this.centreAnswers(desk, request));
  readonly past: CentrePast;
  readonly memberships = new Memberships();
  readonly checks: Checks;
  readonly counts: Record<string, number> = {};
  /** What happened, in words, when `wordy`. */
  readonly told: string[] = [];
  centre: Context | null = null;
  now = START;
  saves = 0;
  private readonly hash = createHash('sha256');
  private readonly clock = { now: () => this.now, monotonic: () => this.now };
  private readonly dice: Dice;
  /** The backup of the centre, and of desks. */
  readonly backups = new Map<string, DiskImage>();
  private centreLife = 0;
  private seen = -1;

  constructor(
    readonly plan: Plan,
    private readonly wordy = false,
  ) {
    this.dice = new Dice(plan.seed);
    const accuse = (what: string) => {
      this.violations.push(what);
      this.tell(`VIOLATION ${what}`);
    };
    this.past = new CentrePast((sql, params) => disk.database(CENTRE_FILE).look(sql, params), centreDomain, accuse);
    this.seats = Array.from({ length: plan.desks }, (_, index) =>
      this.seat(index === plan.desks - 1 && plan.faults.fresh ? MOST_DESKS - 1 : index),
    );
    this.checks = new Checks(this, accuse);
  }

  private seat(slot: number, copy = 0): Seat {
    const number = slot + COPY * copy;
    const tell = (what: string, outcome: string) => this.ended(number, what, outcome);
    return new Seat({ slot, copy, clock: this.clock, dice: this.dice, network: this.network, tell });
  }

  /** The files of a desk, as they are, on another machine too. */
  copy(seat: Seat): void {
    const made = this.seat(seat.number, 1);
    disk.restore(disk.image(seat.machine), made.machine);
    for (const [uid, gesture] of seat.gestures) made.gestures.set(uid, { ...gesture });
    this.checks.putBack(made);
    this.seats.push(made);
    made.boot();
  }

  /** The centre as it was when the image was made, in a new epoch. */
  async restoreCentre(image: DiskImage): Promise<void> {
    disk.gate('centre').die();
    this.centreFell();
    disk.restore(image);
    await beginEpochAnew(this.now);
    this.seen = -1;
    await this.startCentre();
  }

  tell(text: string): void {
    this.hash.update(`${text}\n`);
    if (this.wordy) this.told.push(text);
  }

  count(what: string, by = 1): void {
    this.counts[what] = (this.counts[what] ?? 0) + by;
  }

  /** SHA-256 of everything that has been told. */
  trace(): string {
    return this.hash.digest('hex');
  }

  async startCentre(): Promise<void> {
    this.centreLife = disk.gate('centre').life;
    this.centre = await startCentre({ now: () => this.now, monotonic: () => 0 });
  }

  /** The centre's process is gone; what it was working on is undone. */
  centreFell(): void {
    this.centre = null;
    this.network.centreDied();
    this.tell('the centre fell');
  }

  /** Lets things go on, then looks at everything that may have changed. */
  async settle(): Promise<void> {
    await still();
    for (const seat of this.seats.filter((one) => one.hasDied())) {
      seat.fallen();
      this.tell(`desk ${seat.number} fell`);
    }
    if (this.centre && disk.gate('centre').life !== this.centreLife) {
      this.centreFell();
      await still();
    }
    this.observe();
    await this.checks.afterStep();
  }

  /** Looks at the centre, if it has changed. */
  observe(): void {
    const file = disk.database(CENTRE_FILE);
    if (!file.isIdle() || file.changes === this.seen) return;
    this.seen = file.changes;
    this.past.observe();
  }

  private ended(number: number, what: string, outcome: string): void {
    this.tell(`desk ${number} ${what}: ${outcome.split('\n')[0] ?? ''}`);
    const seat = this.seats.find((one) => one.number === number);
    if (seat) this.checks.ended(seat, what, outcome);
  }

  private async centreAnswers(desk: number, request: Parameters<typeof answer>[2]) {
    if (!this.centre) throw new Error('nobody answers');
    const told = await answer(this.centre, deviceOf(desk % COPY), request);
    if (told.status === 200 && request.url.endsWith('/sync/pull')) this.memberships.told(desk, told.text);
    return told;
  }
}

/** Every message reaches its end. */
export async function deliverAll(sim: Simulation): Promise<void> {
  await still();
  for (let hops = 0; hops < 1000; hops += 1) {
    const message = sim.network.messages.find(({ state }) => state !== 'there');
    if (!message) return;
    sim.network.hop(message);
    await still();
    sim.observe();
  }
}

/** A desk exchanges and loads with nothing in its way. True when there is nothing left to load. */
export async function bring(sim: Simulation, seat: Seat): Promise<boolean> {
  seat.start('exchange', () => seat.desk.exchange());
  await deliverAll(sim);
  for (const scope of [...seat.desk.wanted]) {
    seat.start(`load ${scope}`, () => seat.desk.load(scope));
    await deliverAll(sim);
  }
  return seat.desk.wanted.length === 0;
}
