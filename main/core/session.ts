import { AppError, toPlainError } from '../../shared/kernel/errors';
import type { CallOutput, Change, Person, Session } from '../../shared/protocol/ipc';
import type { SignIn } from '../../shared/protocol/sync';
import type { Actor } from './mutate';
import type { Ports } from './ports';
import { admit, admitAgain, admitByPin, type Door } from './session/admit';
import { ClockGuard } from './session/clock-guard';
import { DeskCentre } from './session/desk-centre';
import { assertGrantLives } from './session/offline-grant';
import { IdleWatch } from './session/idle-watch';
import { colleaguesOf, lendRight, type Lender } from './session/lend-right';
import { PinBook } from './session/pin-book';
import { seatText, type Seat } from './session/seat';
import { sessionView } from './session/session-view';
import { renewOnline } from './session/sign-in-online';
import type { Journal } from './store/journal';
import type { Transport } from './sync/transport';

interface Needs {
  readonly ports: Ports;
  readonly journal: Journal;
  /** The centre to begin with, where the product was started with one. */
  readonly api: string | null;
  /** Which tables this desk has: `Domain.version`. */
  readonly tables: number;
  /** What an earlier core said of the person to let in again, see CoreOptions. */
  readonly resume: string | null;
  announce(change: Change): void;
  /** There is something to ask the centre for. */
  wake(): void;
}

/** A grant of this age is renewed while the line is up. */
const RENEW_MS = 3_600_000;

const noCentre = () => new AppError('unauthenticated', 'This desk knows no centre', { reason: 'session.unregistered' });

/** Who sits here and what he may do; and which centre this desk belongs to. Online and offline. */
export class DeskSession {
  private seat: Seat | null = null;
  /** Whose session it is while the desk is locked. */
  private away: Person | null = null;
  private readonly centre: DeskCentre;
  private readonly guard: ClockGuard;
  private readonly pins: PinBook;
  private readonly idle: IdleWatch;

  constructor(private readonly needs: Needs) {
    this.pins = new PinBook(needs.ports.random);
    this.idle = new IdleWatch(needs.ports.clock, () => void this.lock());
    const { ports, journal, api, tables } = needs;
    const onChange = () => needs.announce({ topic: 'session' });
    this.centre = new DeskCentre({ ports, journal, api, tables, onChange, wake: () => needs.wake() });
    this.guard = new ClockGuard(needs.journal.settings, needs.ports.clock);
  }

  /** Reads what the journal knows. A key that cannot be opened leaves the desk to work without the line. */
  async open(): Promise<void> {
    await this.guard.load();
    await this.centre.open();
    await this.resume();
  }

  /** Nobody sits here any more: the core ends. */
  close(): void {
    this.leaveSeat();
  }

  async view(): Promise<Session> {
    const { centre, seat, away, pins, needs } = this;
    const { desk, met } = centre;
    const known = await needs.journal.people.list();
    const out = await centre.outOfService();
    return sessionView({ desk, met, grant: seat?.grant ?? null, away, known, pins: pins.people(), out });
  }

  /** `unauthenticated` when nobody is signed in, `expired` when the grant has run out or the clock was turned back. */
  actor(): Actor {
    if (!this.seat) throw new AppError('unauthenticated', 'Nobody is signed in', { reason: 'session.signedOut' });
    const { grant, sign } = this.seat;
    assertGrantLives(grant, { now: this.guard.now(), highWater: this.guard.highWater });
    return { userId: grant.userId, rights: grant.rights, sign };
  }

  /** Who may act here now, for what is told to nobody as well; null also when his grant has run out. */
  actorIfAny(): Actor | null {
    try {
      return this.actor();
    } catch {
      return null;
    }
  }

  /** What the next core needs to go on after this one's death; null while nobody is signed in. Secret: see `seatText`. */
  resumeText(): string | null {
    return this.seat && seatText(this.seat);
  }

  /** The signed line to the centre; null while there is none to speak to. */
  transport(): Transport | null {
    return this.centre.line;
  }

  deskNumber(): number {
    if (!this.centre.desk) throw noCentre();
    return this.centre.desk.deskNumber;
  }

  /** Registers this machine with a one-time code. `conflict` when it belongs to a centre already. */
  async connect(centre: { url: string; code: string }): Promise<Session> {
    await this.centre.connect(centre);
    return this.view();
  }

  async signIn({ userName, password }: SignIn): Promise<Session> {
    return this.take(await this.byPassword({ userName: userName.trim(), password }));
  }

  /** Back to a desk that is shared, or over to a colleague's work: with the PIN that the person has set here since the start. */
  async signInByPin(who: { userId: string; pin: string }): Promise<Session> {
    return this.take(await this.byPin(who));
  }

  /** The colleagues of who is signed in who can show at this desk who they are. */
  async colleagues(): Promise<CallOutput<'override.people'>> {
    const { userId } = this.actor();
    const { desk, people } = this.door();
    return colleaguesOf(userId, { people, desk, pins: this.pins.people() });
  }

  /** One act with the right of a colleague, for who is signed in and stays so, see `lendRight`. */
  lend<T>(lender: Lender, act: (actor: Actor) => Promise<T>): Promise<T> {
    const needs = {
      people: this.needs.journal.people,
      asker: () => this.actor().userId,
      byPin: (who: { userId: string; pin: string }) => this.byPin(who),
      byPassword: (who: SignIn) => this.byPassword(who),
    };
    return lendRight(needs, lender, act);
  }

  /** The PIN of who is signed in; null takes it away. */
  async setPin(pin: string | null): Promise<Session> {
    this.actor();
    if (pin !== null && this.seat) await this.pins.set(this.seat, pin);
    else if (this.seat) this.pins.forget(this.seat.grant.userId);
    this.needs.announce({ topic: 'session' });
    return this.view();
  }

  /** The person is away: his key and his rights are gone from here, his name stands on the screen, his PIN brings him back. */
  async lock(): Promise<Session> {
    if (this.seat) {
      const { userId, userName, name } = this.seat.grant;
      this.leaveSeat();
      this.away = { userId, userName, name };
      this.needs.announce({ topic: 'session' });
    }
    return this.view();
  }

  /** The person leaves for good. */
  async signOut(): Promise<Session> {
    if (this.seat) this.pins.forget(this.seat.grant.userId);
    this.leaveSeat();
    this.needs.announce({ topic: 'session' });
    return this.view();
  }

  /** Somebody has done something in a window. */
  touch(): void {
    if (this.seat) this.idle.touch();
  }

  /** After how many seconds without a touch the desk locks itself; 0: never. */
  lockAfter(seconds: number): void {
    this.idle.limit(seconds * 1000);
  }

  /** The desk is out of service: nobody sits here, nobody is known here, see DeskCentre. The replica must be closed. */
  async leaveService(): Promise<void> {
    this.leaveSeat();
    this.pins.clear();
    await this.centre.leave();
    this.needs.announce({ topic: 'session' });
  }

  /** The first step of every exchange, see DeskCentre. */
  async meetCentre(): Promise<void> {
    await this.guard.note();
    await this.centre.meet();
  }

  /** A core that died is no reason to sign in again; a grant that has run out, or is not for this desk, is. */
  private async resume(): Promise<void> {
    const { needs, guard } = this;
    const { desk } = this.centre;
    if (needs.resume === null || !desk) return;
    try {
      this.seat = await admitAgain({ people: needs.journal.people, desk, guard }, needs.resume);
    } catch (error) {
      needs.ports.log.write('warn', 'session.notResumed', {
        code: error instanceof AppError ? error.code : 'internal',
      });
    }
  }

  /**
   * Fetches the grant anew while the line is up: when it is no longer young, or `now` because rights may have changed. Somebody whom
   * the centre no longer knows at this desk is signed out, and forgotten. Line trouble changes nothing.
   */
  async renew(now: boolean): Promise<void> {
    const { seat } = this;
    const { desk, line } = this.centre;
    if (!seat || !desk || !line) return;
    const { grant } = seat;
    if (!now && this.guard.now() < grant.issued + RENEW_MS) return;
    try {
      const renewed = await renewOnline({ transport: line, people: this.needs.journal.people, desk }, grant);
      await this.guard.set(renewed.issued);
      if (this.seat !== seat) return;
      this.seat = { ...seat, grant: renewed };
      if (JSON.stringify(renewed.rights) !== JSON.stringify(grant.rights)) this.needs.announce({ topic: 'session' });
    } catch (error) {
      const { code } = toPlainError(error);
      this.needs.ports.log.write('warn', 'session.notRenewed', { code });
      if (code !== 'forbidden' || this.seat !== seat) return;
      await this.needs.journal.people.remove(grant.userId);
      this.pins.forget(grant.userId);
      await this.signOut();
    }
  }

  private async byPassword(who: SignIn): Promise<Seat> {
    const seat = await admit(this.door(), who);
    this.pins.seated(seat);
    return seat;
  }

  private async byPin(who: { userId: string; pin: string }): Promise<Seat> {
    try {
      return await admitByPin(this.door(), this.pins, who);
    } catch (error) {
      if (toPlainError(error).details.reason === 'session.pinGone') this.needs.announce({ topic: 'session' });
      throw error;
    }
  }

  private door(): Door {
    const { guard, needs } = this;
    const { desk, line } = this.centre;
    if (!desk) throw noCentre();
    return { people: needs.journal.people, desk, guard, line, random: needs.ports.random };
  }

  private take(seat: Seat): Promise<Session> {
    this.leaveSeat();
    this.seat = seat;
    this.idle.begin();
    this.needs.announce({ topic: 'session' });
    this.needs.wake();
    return this.view();
  }

  /** The key is not left lying in memory. */
  private leaveSeat(): void {
    this.idle.end();
    this.seat?.seed.fill(0);
    this.seat = null;
    this.away = null;
  }
}
