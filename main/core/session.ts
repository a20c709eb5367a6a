import { AppError, toPlainError } from '../../shared/kernel/errors';
import type { Change, Person, Session } from '../../shared/protocol/ipc';
import type { Hello, SignIn } from '../../shared/protocol/sync';
import type { Actor } from './mutate';
import type { Ports } from './ports';
import { admit, admitAgain, admitByPin, type Door } from './session/admit';
import { ClockGuard } from './session/clock-guard';
import { deskKey, loadDeskKey } from './session/desk-key';
import { loadDesk, saveDesk, type DeskRecord } from './session/desk-record';
import { assertGrantLives } from './session/offline-grant';
import { askHello, registerDesk } from './session/register-desk';
import { IdleWatch } from './session/idle-watch';
import { PinBook } from './session/pin-book';
import { seatText, type Seat } from './session/seat';
import { sessionView } from './session/session-view';
import { renewOnline } from './session/sign-in-online';
import type { Journal } from './store/journal';
import type { SigningKey } from './sync/ed25519';
import { createTransport, type Transport } from './sync/transport';

interface Needs {
  readonly ports: Ports;
  readonly journal: Journal;
  /** The centre to begin with, where the product was started with one. */
  readonly api: string | null;
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
  private desk: DeskRecord | null = null;
  private key: SigningKey | null = null;
  private line: Transport | null = null;
  private hello: Hello | null = null;
  private apiSettled = false;
  private seat: Seat | null = null;
  /** Whose session it is while the desk is locked. */
  private away: Person | null = null;
  private readonly guard: ClockGuard;
  private readonly pins: PinBook;
  private readonly idle: IdleWatch;

  constructor(private readonly needs: Needs) {
    this.pins = new PinBook(needs.ports.random);
    this.idle = new IdleWatch(needs.ports.clock, () => void this.lock());
    this.guard = new ClockGuard(needs.journal.settings, needs.ports.clock);
  }

  /** Reads what the journal knows. A key that cannot be opened leaves the desk to work without the line. */
  async open(): Promise<void> {
    const { journal, ports } = this.needs;
    await this.guard.load();
    this.desk = await loadDesk(journal.settings);
    try {
      this.key = await loadDeskKey({ ...ports, settings: journal.settings });
    } catch (error) {
      ports.log.write('error', 'session.keyUnreadable', { code: error instanceof AppError ? error.code : 'internal' });
    }
    this.connectLine();
    await this.resume();
  }

  /** Nobody sits here any more: the core ends. */
  close(): void {
    this.leaveSeat();
  }

  async view(): Promise<Session> {
    const { desk, seat, away, hello, pins, needs } = this;
    const known = await needs.journal.people.list();
    const met = hello && needs.api ? { name: hello.name, url: needs.api } : null;
    return sessionView({ desk, met, grant: seat?.grant ?? null, away, known, pins: pins.people() });
  }

  /** `unauthenticated` when nobody is signed in, `expired` when the grant has run out or the clock was turned back. */
  actor(): Actor {
    if (!this.seat) throw new AppError('unauthenticated', 'Nobody is signed in', { reason: 'session.signedOut' });
    const { grant, sign } = this.seat;
    assertGrantLives(grant, { now: this.guard.now(), highWater: this.guard.highWater });
    return { userId: grant.userId, rights: grant.rights, sign };
  }

  /** What the next core needs to go on after this one's death; null while nobody is signed in. Secret: see `seatText`. */
  resumeText(): string | null {
    return this.seat && seatText(this.seat);
  }

  /** The signed line to the centre; null while there is none to speak to. */
  transport(): Transport | null {
    return this.line;
  }

  deskNumber(): number {
    if (!this.desk) throw noCentre();
    return this.desk.deskNumber;
  }

  /** Registers this machine with a one-time code. `conflict` when it belongs to a centre already. */
  async connect({ url, code }: { url: string; code: string }): Promise<Session> {
    if (this.desk) {
      throw new AppError('conflict', 'This desk belongs to a centre already', { reason: 'session.registered' });
    }
    const hello = await askHello(this.lineTo(url));
    await this.register(url, code, hello);
    return this.view();
  }

  async signIn({ userName, password }: SignIn): Promise<Session> {
    const seat = await admit(this.door(), { userName: userName.trim(), password });
    this.pins.seated(seat);
    return this.take(seat);
  }

  /** Back to a desk that is shared, or over to a colleague's work: with the PIN that the person has set here since the start. */
  async signInByPin(who: { userId: string; pin: string }): Promise<Session> {
    try {
      return await this.take(await admitByPin(this.door(), this.pins, who));
    } catch (error) {
      if (toPlainError(error).details.reason === 'session.pinGone') this.needs.announce({ topic: 'session' });
      throw error;
    }
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

  /**
   * The first step of every exchange: a centre named at the start is met, and a demo centre's own code makes this machine
   * a desk. Throws what the line throws.
   */
  async meetCentre(): Promise<void> {
    await this.guard.note();
    const { api } = this.needs;
    if (api === null || this.apiSettled) return;
    if (this.desk && this.desk.url === api) {
      this.apiSettled = true;
      return;
    }
    const hello = await askHello(this.lineTo(api)).catch((error: unknown) => {
      if (this.desk) return null; // it may still answer where this desk knows it
      throw error;
    });
    if (!hello) return;
    if (this.desk) await this.moveTo(api, hello, this.desk);
    else if (hello.demo) await this.register(api, hello.demo.code, hello);
    else this.show(hello);
    this.apiSettled = true;
  }

  /** A core that died is no reason to sign in again; a grant that has run out, or is not for this desk, is. */
  private async resume(): Promise<void> {
    const { needs, desk, guard } = this;
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
    const { seat, desk, line } = this;
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

  private door(): Door {
    const { desk, guard, line, needs } = this;
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

  private lineTo(url: string): Transport {
    const { http, clock } = this.needs.ports;
    return createTransport({ http, clock, url });
  }

  private connectLine(): void {
    const { http, clock } = this.needs.ports;
    const { desk, key } = this;
    if (!desk || !key) return;
    this.line = createTransport({ http, clock, url: desk.url, device: { deviceId: desk.deviceId, key } });
  }

  private show(hello: Hello): void {
    this.hello = hello;
    this.needs.announce({ topic: 'session' });
  }

  private async register(url: string, code: string, hello: Hello): Promise<void> {
    const { journal, ports } = this.needs;
    const key = await deskKey({ ...ports, settings: journal.settings });
    await this.keep(await registerDesk({ transport: this.lineTo(url), url, code, key, hello }), key);
  }

  /** The centre answers at another address now. Only the same centre counts: its epoch is the one that this desk knows. */
  private async moveTo(url: string, hello: Hello, desk: DeskRecord): Promise<void> {
    const { epoch } = await this.needs.journal.identity.get();
    if (epoch !== null && epoch !== hello.epoch) {
      this.needs.ports.log.write('warn', 'session.otherCentre');
      return;
    }
    await this.keep({ ...desk, url, centreName: hello.name, demo: hello.demo?.people ?? null }, this.key);
  }

  private async keep(desk: DeskRecord, key: SigningKey | null): Promise<void> {
    await saveDesk(this.needs.journal.settings, desk);
    this.desk = desk;
    this.key = key;
    this.connectLine();
    this.needs.announce({ topic: 'session' });
    this.needs.wake();
  }
}
