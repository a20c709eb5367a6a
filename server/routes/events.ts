import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { desk } from '../../shared/domain/administration/desk';
import type { SyncEvent } from '../../shared/protocol/sync';
import { isShutOut } from '../identity/desk-records';
import { scopesOf } from '../authority/members';
import type { Hint } from '../hints/pokes';
import type { Context } from '../context';
import { epochOf } from '../store/meta';

const deskScope = 'shared' in desk.scope ? desk.scope.shared : '';
const HEARTBEAT_MS = 10_000;
/** Pokes of a burst leave together. */
const GATHER_MS = 15;
/** A desk that takes nothing is looked at again after this. */
const DRAIN_MS = 250;

/** Many desks hold it, those of every place. */
const isWide = (scope: string) => !scope.includes('/');
/** Nobody is asked to wait longer. */
const SPREAD_MS = 30_000;
/** Fewer desks than come in half a second need not wait for each other. */
const AT_ONCE_MS = 500;

/** Over how many milliseconds so many desks spread, at so many calls a second. */
const spreadOf = (desks: number, calls: number) =>
  Math.max(0, Math.min(SPREAD_MS, Math.floor((desks * 1000) / calls)) - AT_ONCE_MS);

/** One desk's stream of hints. */
class Stream {
  private readonly gathered = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly context: Context & { readonly spread: () => number },
    private readonly device: string,
    private readonly raw: ServerResponse,
    private scopes: readonly string[],
  ) {}

  send(event: SyncEvent): void {
    this.raw.write(`data: ${JSON.stringify(event)}\n\n`);
  }

  /** A comment: keeps the line open and tells the desk that it stands. */
  beat(): void {
    this.raw.write(': beat\n\n');
  }

  hear(hint: Hint): void {
    if (hint.kind === 'scopes') {
      this.gather(hint.versions);
      if (deskScope in hint.versions) void this.look();
    } else if (hint.kind === 'membership') void this.compare();
    else if (hint.device === this.device) {
      this.send({ type: 'revoked' });
      this.end();
    }
  }

  end(): void {
    clearTimeout(this.timer);
    this.raw.end();
  }

  /** A desk that takes nothing gets one poke with the newest versions when it does again. */
  private gather(versions: Readonly<Record<string, number>>): void {
    for (const [scope, version] of Object.entries(versions)) {
      if (this.scopes.includes(scope)) this.gathered.set(scope, Math.max(version, this.gathered.get(scope) ?? 0));
    }
    if (this.gathered.size > 0) this.timer ??= setTimeout(() => this.flush(), GATHER_MS);
  }

  private flush(): void {
    this.timer = undefined;
    if (this.gathered.size === 0 || this.raw.writableEnded) return;
    if (this.raw.writableNeedDrain) {
      this.timer = setTimeout(() => this.flush(), DRAIN_MS);
      return;
    }
    const scopes = Object.fromEntries(this.gathered);
    this.gathered.clear();
    const spread = Object.keys(scopes).every(isWide) ? this.context.spread() : 0;
    this.send({ type: 'poke', scopes, ...(spread > 0 ? { spread } : {}) });
  }

  /** Something was said of a desk: perhaps that this one is out of service. */
  private async look(): Promise<void> {
    const { db, log } = this.context;
    try {
      const out = await db.read((sql) => isShutOut(sql, this.device));
      if (out && !this.raw.writableEnded) this.hear({ kind: 'revoked', device: this.device });
    } catch (error) {
      log('warn', 'events.revoked', { message: String(error) });
    }
  }

  private async compare(): Promise<void> {
    const { db, domain, clock, log } = this.context;
    try {
      const scopes = await db.read((sql) => scopesOf(sql, domain, { device: this.device, now: clock.now() }));
      if (scopes.join() === this.scopes.join() || this.raw.writableEnded) return;
      this.scopes = scopes;
      this.send({ type: 'membership' });
    } catch (error) {
      log('warn', 'events.membership', { message: String(error) });
    }
  }
}

/** `GET /sync/events`: hints as server-sent events, until either side ends it. */
export function eventsRoute(app: FastifyInstance, context: Context): void {
  const { db, domain, clock, hub, limits } = context;
  const open = new Set<Stream>();
  /** How long all who hear of something wide may take to come for it, ms. */
  const spread = () => spreadOf(open.size, limits.calls);
  // Streams would keep the server open for ever.
  app.addHook('preClose', async () => {
    for (const stream of open) stream.end();
  });
  app.get(
    '/sync/events',
    { config: { signed: true }, schema: { summary: 'Hints, as server-sent events' } },
    async ({ device }, reply) => {
      const { scopes, epoch } = await db.read(async (sql) => ({
        scopes: await scopesOf(sql, domain, { device, now: clock.now() }),
        epoch: await epochOf(sql),
      }));
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      const stream = new Stream({ ...context, spread }, device, raw, scopes);
      open.add(stream);
      const deaf = hub.listen((hint) => stream.hear(hint));
      const heart = setInterval(() => stream.beat(), HEARTBEAT_MS);
      raw.on('error', () => undefined); // a desk that went away; `close` follows
      raw.on('close', () => {
        clearInterval(heart);
        deaf();
        stream.end();
        open.delete(stream);
      });
      stream.send({ type: 'hello', epoch, heartbeat: HEARTBEAT_MS });
      // What the desk may hold can have changed between the look at it and the listening.
      stream.hear({ kind: 'membership' });
    },
  );
}
