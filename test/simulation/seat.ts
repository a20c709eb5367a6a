import type { Clock } from '../../shared/kernel/clock';
import { toPlainError } from '../../shared/kernel/errors';
import { Desk, lineOf, type Wish } from './desk';
import { disk } from './memory/disk';
import type { Gate } from './memory/gate';
import type { MemoryDatabase } from './memory/memory-database';
import type { Network } from './network';
import type { Dice } from './random';
import type { Look } from './rows';
import { deviceOf, personAt } from './world';

/** A gesture that somebody made at a desk, as the simulation remembers it. */
export interface Gesture extends Wish {
  /** As the journal must hold it. */
  readonly text: string;
  readonly order: number;
  /** Told as saved, or seen in the journal: from then on it may never be missing. */
  sure: boolean;
}

interface Surroundings {
  /** Whose desk it is; a copy on another machine has the slot of the first, and a number of its own. */
  readonly slot: number;
  readonly copy?: number;
  readonly clock: Clock;
  readonly dice: Dice;
  readonly network: Network;
  /** Something of this desk came to an end: what, and how. */
  readonly tell: (what: string, outcome: string) => void;
}

/** The number of the first copy of desk 0. */
export const COPY = 100;

/** A desk in a history, with its machine, and with what is known of it from outside. */
export class Seat {
  readonly desk: Desk;
  readonly number: number;
  readonly machine: string;
  readonly device: string;
  readonly person: string;
  readonly gestures = new Map<string, Gesture>();
  /** What is under way. */
  readonly busy = new Set<string>();
  /** Added to the true time. */
  skew = 0;
  private readonly watched: Clock;
  private life = 0;

  constructor(private readonly around: Surroundings) {
    const { slot, clock, dice, network } = around;
    this.number = slot + COPY * (around.copy ?? 0);
    this.machine = `desk-${this.number}`;
    this.device = deviceOf(slot);
    this.person = personAt(slot);
    this.watched = { now: () => clock.now() + this.skew, monotonic: () => clock.monotonic() };
    this.desk = new Desk({
      folder: `/simulated/${this.machine}`,
      clock: this.watched,
      random: dice.port(),
      transport: lineOf(network.http(this.number), this.watched),
      log: { write: () => undefined },
    });
  }

  get gate(): Gate {
    return disk.gate(this.machine);
  }

  get journal(): MemoryDatabase {
    return disk.database(`/simulated/${this.machine}/journal.db`);
  }

  get replica(): MemoryDatabase {
    return disk.database(`/simulated/${this.machine}/replica.db`);
  }

  /** Nothing is in the middle of a transaction. */
  get isStill(): boolean {
    return this.journal.isIdle() && this.replica.isIdle();
  }

  look: Look = (sql, params) => this.replica.look(sql, params);

  /** Starts a task; its end, if it has one, is told. */
  start(what: string, work: () => Promise<unknown>): void {
    const { gate } = this;
    const { life } = gate;
    this.busy.add(what);
    const end = (outcome: string) => {
      if (gate.life !== life) return;
      this.busy.delete(what);
      this.around.tell(what, outcome);
    };
    work().then(
      () => end('done'),
      (error: unknown) => end(outcomeOf(error)),
    );
  }

  boot(): void {
    this.life = this.gate.life;
    this.start('boot', () => this.desk.boot());
  }

  save(wish: Wish): void {
    const text = JSON.stringify(wish.args);
    this.gestures.set(wish.uid, { ...wish, text, order: this.gestures.size, sure: false });
    this.start(`save ${wish.uid}`, () => this.desk.save(wish, this.person));
  }

  /** The process is gone, with all that it had in memory. */
  fall(powerShare: number | null): void {
    if (powerShare === null) this.gate.die();
    else disk.powerCut(this.machine, powerShare);
    this.fallen();
  }

  /** Has it met its end at one of its own operations? */
  hasDied(): boolean {
    return this.gate.life !== this.life;
  }

  /** After a death: nobody waits for anything any more. */
  fallen(): void {
    this.life = this.gate.life;
    this.busy.clear();
    this.desk.down();
    this.around.network.orphan(this.number);
  }
}

function outcomeOf(error: unknown): string {
  const { code, message, details } = toPlainError(error);
  return `${code} ${details.reason ?? (code === 'internal' ? (error instanceof Error ? (error.stack ?? message) : message) : '')}`.trim();
}
