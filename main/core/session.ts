import { AppError, toPlainError } from '../../shared/kernel/errors';
import type { Change, Person, Session } from '../../shared/protocol/ipc';
import type { Hello, SignIn } from '../../shared/protocol/sync';
import type { Actor } from './mutate';
import type { Ports } from './ports';
import { ClockGuard } from './session/clock-guard';
import { deskKey, loadDeskKey } from './session/desk-key';
import { loadDesk, saveDesk, type DeskRecord } from './session/desk-record';
import { assertGrantLives, openGrant } from './session/offline-grant';
import { askHello, registerDesk } from './session/register-desk';
import { readSeat, seatText, takeSeat, type Seat } from './session/seat';
import { signInOffline } from './session/sign-in-offline';
import { renewOnline, signInOnline } from './session/sign-in-online';
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

/** A person who can work without the line is not kept waiting for it. */
const PATIENCE_KNOWN_MS = 4_000;
const PATIENCE_MS = 15_000;

/** A grant of this age is renewed while the line is up. */
const RENEW_MS = 3_600_000;

const noCentre = () => new AppError('unauthenticated', 'This desk knows no centre', { reason: 'session.unregistered' });
const isLineTrouble = (error: unknown): error is AppError =>
  error instanceof AppError && ['offline', 'unavailable', 'damaged'].includes(error.code);

/** Who sits here and what he may do; and which centre this desk belongs to. Online and offline. */
export class DeskSession {
  private desk: DeskRecord | null = null;
  private key: SigningKey | null = null;
  private line: Transport | null = null;
  private hello: Hello | null = null;
  private apiSettled = false;
  private seat: Seat | null = null;
  private readonly guard: ClockGuard;

  constructor(private readonly needs: Needs) {
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

  async view(): Promise<Session> {
    const { desk, hello } = this;
    const grant = this.seat?.grant ?? null;
    const known = await this.needs.journal.people.list();
    const person = ({ userId, userName, name }: Person): Person => ({ userId, userName, name });
    const named = hello && this.needs.api ? { name: hello.name, url: this.needs.api } : null;
    return {
      state: desk === null ? 'unregistered' : grant === null ? 'signedOut' : 'signedIn',
      centre: desk ? { name: desk.centreName, url: desk.url } : named,
      deskNumber: desk?.deskNumber ?? null,
      person: grant && person(grant),
      rights: grant?.rights ?? [],
      known: known.map(person),
      demo: desk?.demo ?? null,
    };
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
    const person = { userName: userName.trim(), password };
    const { desk } = this;
    if (!desk) throw noCentre();
    const seat = await this.admit(desk, person);
    this.leaveSeat();
    this.seat = seat;
    this.needs.announce({ topic: 'session' });
    this.needs.wake();
    return this.view();
  }

  async signOut(): Promise<Session> {
    this.leaveSeat();
    this.needs.announce({ topic: 'session' });
    return this.view();
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
    const kept = needs.resume === null ? null : readSeat(needs.resume);
    const person = kept && (await needs.journal.people.find(kept.userName));
    if (!person || !desk) return;
    try {
      const grant = openGrant(person.grant, desk);
      assertGrantLives(grant, { now: guard.now(), highWater: guard.highWater });
      this.seat = takeSeat(grant, kept.seed);
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
      await this.signOut();
    }
  }

  private async admit(desk: DeskRecord, person: SignIn): Promise<Seat> {
    const { people } = this.needs.journal;
    const known = (await people.find(person.userName)) !== null;
    try {
      if (!this.line) throw new AppError('offline', 'No line', { reason: 'line.down' });
      const needs = { transport: this.line, people, random: this.needs.ports.random, desk };
      const seat = await signInOnline(needs, person, known ? PATIENCE_KNOWN_MS : PATIENCE_MS);
      await this.guard.set(seat.grant.issued);
      return seat;
    } catch (error) {
      if (!isLineTrouble(error) || error.details.reason === 'session.badGrant') throw error;
      // To somebody who was never here, what is wrong with the line says more than that he was never here.
      if (!known && error.code !== 'offline') throw error;
      return signInOffline({ people, desk, now: this.guard.now(), highWater: this.guard.highWater }, person);
    }
  }

  /** The key is not left lying in memory. */
  private leaveSeat(): void {
    this.seat?.seed.fill(0);
    this.seat = null;
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
