import { join } from 'node:path';
import type { Clock, Random } from '../../../shared/kernel/clock';
import { AppError } from '../../../shared/kernel/errors';
import type { Domain } from '../../../shared/kernel/register';
import type { SyncStatus } from '../../../shared/protocol/ipc';
import type { SyncEvent } from '../../../shared/protocol/sync';
import type { Changes } from '../changes';
import type { Outgoing } from '../media/outgoing';
import type { Log } from '../ports';
import type { DeskSession } from '../session';
import type { Journal } from '../store/journal';
import type { Replica } from '../store/replica';
import { listenToEvents } from './events';
import { SyncHealth } from './health/sync-health';
import { LoadQueue } from './load-queue';
import { watchNetwork } from './network-watch';
import { pull } from './pull';
import { Pusher } from './push';
import { Recovery } from './recovery';
import type { SyncIdentity } from './register';
import { retryDelay } from './retry-delay';
import { sleep } from './sleep';
import { SnapshotFetch } from './snapshot/fetch';
import { SnapshotLoad } from './snapshot-load';
import { SpreadWake } from './hints/spread-wake';
import { syncStatus, type DeskStatus } from './health/sync-status';
import { changeOf, isTouched, type TouchedIds } from './touched';
import type { Transport } from './transport';

/** Between exchanges when nobody asks for one. */
const TIMER_MS = 15_000;
/** An epoch that is lost may show that the client is retired too; more than that is a centre that does not know what it says. */
const MOST_WAYS = 3;
/** Progress is told at most so often. */
const TELL_MS = 250;

interface Needs {
  readonly session: Pick<DeskSession, 'meetCentre' | 'transport' | 'renew'>;
  readonly journal: Journal;
  readonly outgoing: Pick<Outgoing, 'send'>;
  readonly replica: Replica;
  readonly domain: Domain;
  readonly changes: Changes;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** The desk's own. */
  readonly folder: string;
  /** A file of this desk does not read as it should. */
  onBroken(): void;
  /** The centre has taken this desk out of service. */
  onRevoked(): void;
}

const asAppError = (error: unknown) =>
  error instanceof AppError
    ? error
    : new AppError('internal', error instanceof Error ? (error.stack ?? error.message) : String(error));

/**
 * Keeps desk and centre in step: pushes, then pulls, whenever something was saved, the centre hints at news, the network or a
 * person asks, or fifteen seconds have passed. First loads run beside it.
 */
export class SyncLoop {
  private readonly ending = new AbortController();
  private nudge = new AbortController();
  private lineUp = new AbortController();
  private wanted = true;
  private running: Promise<void> = Promise.resolve();
  private listening: Promise<void> | null = null;
  private sending: Promise<void> | null = null;
  private unwatch: () => void = () => undefined;
  private readonly pusher: Pusher;
  private readonly loads: LoadQueue;
  private readonly recovery: Recovery;
  private line: SyncStatus['line'] = 'offline';
  private since: number | null = null;
  private trouble: SyncStatus['trouble'] = null;
  private readonly health = new SyncHealth();
  private readonly later: SpreadWake;
  private downSince = 0;
  private attempt = 0;
  private readonly cursors = new Map<string, number>();
  private readonly poked = new Map<string, number>();
  private toldAt = -Infinity;

  constructor(private readonly needs: Needs) {
    const { journal, replica, domain, log, random, session } = needs;
    this.pusher = new Pusher({ journal, log });
    this.later = new SpreadWake(random, () => this.isBehind() && this.wake());
    this.recovery = new Recovery({
      ...needs,
      onRows: (touched) => this.tellRows(touched),
      onRenumbered: () => this.pusher.reset(),
    });
    const loader = new SnapshotLoad({
      replica,
      outbox: journal.outbox,
      domain,
      log,
      files: new SnapshotFetch(join(needs.folder, 'loads')),
      onRows: (touched) => this.tellRows(touched),
      onProgress: ({ scope, done, total }) => this.loads.progressed(scope, { done, total }),
    });
    const transport = () => {
      const line = session.transport();
      if (line && this.line === 'online') return line;
      throw new AppError('offline', 'The line is down', { reason: 'line.down' });
    };
    const onLoaded = () => {
      this.tell(true);
      this.wake();
    };
    const onChange = () => this.tell(false);
    this.loads = new LoadQueue({ domain, loader, random, log, transport, onLoaded, onChange }, this.ending.signal);
  }

  start(): void {
    this.unwatch = watchNetwork(() => this.wake());
    this.running = this.run();
  }

  /** Ends what is under way; nothing is lost by it. */
  async stop(): Promise<void> {
    this.unwatch();
    this.later.stop();
    this.ending.abort();
    this.nudge.abort();
    this.lineUp.abort();
    await Promise.all([this.running, this.listening, this.sending, this.loads.idle()]);
  }

  /** There is something to send or to fetch: now. */
  wake(): void {
    this.wanted = true;
    this.nudge.abort();
  }

  status(): Promise<DeskStatus> {
    const { line, since, trouble, poked, health } = this;
    return syncStatus({ ...this.needs, health }, { line, since, trouble, poked, loading: this.loads.progress() });
  }

  private async run(): Promise<void> {
    const { signal } = this.ending;
    while (!signal.aborted) {
      this.wanted = false;
      this.nudge = new AbortController();
      const pause = await this.turn();
      if (!this.wanted && !signal.aborted) await sleep(pause, this.nudge.signal);
    }
  }

  /** One exchange. Resolves to how long to rest after it. */
  private async turn(): Promise<number> {
    try {
      const met = await this.exchange();
      if (!met) return TIMER_MS;
      this.attempt = 0;
      return TIMER_MS;
    } catch (error) {
      return this.failed(asAppError(error));
    }
  }

  /** False when there is no centre to speak to yet. */
  private async exchange(): Promise<boolean> {
    const { session } = this.needs;
    await session.meetCentre();
    const transport = session.transport();
    if (!transport) return false;
    for (let ways = MOST_WAYS; ; ways -= 1) {
      try {
        await this.pushAndPull(transport, await this.recovery.identity(transport));
        return true;
      } catch (error) {
        // Both ends no longer know each other: a way back, then once more from the start.
        if (ways === 0 || !(await this.recovery.mend(error, transport))) throw error;
        this.tell(true);
      }
    }
  }

  private async pushAndPull(transport: Transport, identity: SyncIdentity): Promise<void> {
    const { signal } = this.ending;
    const target = { transport, signal, ...identity };
    await this.pusher.push(target);
    let again = 1;
    for (let more = true; more && !signal.aborted;) {
      const pulled = await pull({ ...this.needs, health: this.health }, target);
      this.tellRows(pulled.touched);
      await this.readCursors();
      this.isOnline(transport);
      if (!pulled.more) this.loads.want(pulled.snapshots);
      if (pulled.settled > 0) this.tell(true);
      await this.needs.session.renew(isTouched(pulled.touched, 'user') || isTouched(pulled.touched, 'role'));
      more = pulled.more || (this.isBehind() && again-- > 0);
    }
    this.poked.clear();
    this.sendPictures(transport);
  }

  /** Beside everything else: a large picture on a poor line holds nothing up. What did not get through is tried at the next exchange. */
  private sendPictures(transport: Transport): void {
    const { outgoing, log } = this.needs;
    this.sending ??= outgoing
      .send(transport)
      .catch((error: unknown) => log.write('warn', 'media.notSent', { code: asAppError(error).code }))
      .finally(() => (this.sending = null));
  }

  private async readCursors(): Promise<void> {
    this.cursors.clear();
    for (const { scope, v } of await this.needs.replica.cursors()) if (v !== null) this.cursors.set(scope, v);
  }

  /** Has the centre hinted at something that no pull has brought yet? Scopes that are being loaded catch up later. */
  private isBehind(): boolean {
    const behind = [...this.poked].some(([scope, version]) => version > (this.cursors.get(scope) ?? Infinity));
    if (!behind) this.poked.clear();
    return behind;
  }

  private isOnline(transport: Transport): void {
    const { random, log } = this.needs;
    if (this.line === 'offline') {
      this.line = 'online';
      this.since = null;
      this.trouble = null;
      this.lineUp.abort();
      this.tell(true);
    }
    const options = {
      random,
      log,
      onEvent: (event: SyncEvent) => this.hear(event),
      onLine: () => this.wake(), // either way it is worth a look: something may have been missed, or the line is gone
      pause: (ms: number) => this.rest(ms),
    };
    this.listening ??= listenToEvents(transport, options, this.ending.signal);
  }

  /** While the line is down, the stream of hints waits for an exchange to get through. */
  private rest(ms: number): Promise<void> {
    if (this.line === 'online') return sleep(ms, this.ending.signal);
    this.lineUp = new AbortController();
    if (this.ending.signal.aborted) this.lineUp.abort();
    return sleep(60_000, this.lineUp.signal);
  }

  private hear(event: SyncEvent): void {
    if (event.type === 'revoked') this.needs.log.write('warn', 'sync.revoked');
    if (event.type !== 'poke') return this.wake();
    for (const [scope, version] of Object.entries(event.scopes)) this.poked.set(scope, version);
    if (!this.isBehind()) return;
    if (event.spread) this.later.within(event.spread);
    else this.wake();
  }

  private failed(error: AppError): number {
    const { clock, log, random } = this.needs;
    if (this.ending.signal.aborted) return 0;
    if (error.code === 'damaged' && error.details.reason === 'file') this.needs.onBroken();
    if (error.code === 'forbidden' && error.details.reason === 'revoked') this.needs.onRevoked();
    const now = clock.monotonic();
    if (this.since === null) {
      this.downSince = now;
      this.since = clock.now();
    }
    const level = error.code === 'offline' ? 'info' : 'error';
    const { code, details, message } = error;
    if (this.attempt === 0 || level === 'error') {
      log.write(level, 'sync.failed', { code, attempt: this.attempt, reason: details.reason ?? message.slice(0, 200) });
    }
    const isNews = this.line === 'online' || this.attempt === 0 || this.trouble?.code !== code;
    this.line = 'offline';
    this.trouble = { code, reason: details.reason ?? null };
    if (isNews) this.tell(true);
    const delay = retryDelay(error, { attempt: this.attempt, downMs: now - this.downSince }, random);
    this.attempt += 1;
    return delay;
  }

  private tellRows(touched: TouchedIds): void {
    const change = changeOf(touched);
    if (change) this.needs.changes.announce(change);
  }

  private tell(now: boolean): void {
    const at = this.needs.clock.monotonic();
    if (!now && at < this.toldAt + TELL_MS) return;
    this.toldAt = at;
    this.needs.changes.announce({ topic: 'sync' });
  }
}
