import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { z } from 'zod';
import type { Context } from '../context';
import type { Hint } from './pokes';

const CHANNEL = 'backroom_hint';
/** Hints of a burst travel together, and after the commit: a NOTIFY inside a transaction takes a lock that all of them share. */
const GATHER_MS = 20;
const RECONNECT_MS = 1000;
/** PostgreSQL takes payloads under 8,000 bytes; more scopes than fit are told in several. */
const SCOPES = 40;

const messageSchema = z.object({
  node: z.string(),
  hint: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('scopes'), versions: z.record(z.string(), z.number()) }),
    z.object({ kind: z.literal('membership') }),
    z.object({ kind: z.literal('revoked'), device: z.string() }),
  ]),
});

/** Collects what there is to tell, so that a burst becomes one message. */
class Outgoing {
  private versions = new Map<string, number>();
  private others = new Map<string, Hint>();

  add(hint: Hint): void {
    if (hint.kind !== 'scopes') this.others.set(JSON.stringify(hint), hint);
    else
      for (const [scope, v] of Object.entries(hint.versions))
        this.versions.set(scope, Math.max(v, this.versions.get(scope) ?? 0));
  }

  take(): Hint[] {
    const scopes = [...this.versions];
    const hints: Hint[] = [...this.others.values()];
    for (let i = 0; i < scopes.length; i += SCOPES)
      hints.push({ kind: 'scopes', versions: Object.fromEntries(scopes.slice(i, i + SCOPES)) });
    this.versions = new Map();
    this.others = new Map();
    return hints;
  }
}

/** Carries hints between the nodes of a centre by LISTEN and NOTIFY. A lost line loses hints, which is allowed, and is opened again. */
class Relay {
  private readonly node = randomUUID();
  private readonly outgoing = new Outgoing();
  private readonly timers = new Set<NodeJS.Timeout>();
  private client: Client | null = null;
  private planned = false;
  private stopped = false;

  constructor(
    private readonly context: Context,
    private readonly url: string,
  ) {}

  async connect(): Promise<void> {
    const client = new Client({ connectionString: this.url, application_name: 'backroom-relay', keepAlive: true });
    client.on('error', () => undefined); // `end` follows
    client.on('end', () => {
      this.client = null;
      if (!this.stopped) this.later(RECONNECT_MS, () => this.reconnect());
    });
    client.on('notification', ({ payload }) => this.hear(payload ?? 'null'));
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    this.client = client;
  }

  tell(hint: Hint): void {
    this.outgoing.add(hint);
    if (!this.planned) this.later(GATHER_MS, () => this.send());
    this.planned = true;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    for (const timer of this.timers) clearTimeout(timer);
    await this.client?.end();
  }

  private hear(payload: string): void {
    const message = messageSchema.safeParse(JSON.parse(payload));
    if (message.success && message.data.node !== this.node) this.context.hub.receive(message.data.hint);
  }

  private later(ms: number, work: () => Promise<void>): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      work().catch((error: unknown) => this.context.log('warn', 'relay.fault', { message: String(error) }));
    }, ms);
    this.timers.add(timer);
  }

  private async reconnect(): Promise<void> {
    try {
      await this.connect();
      this.context.hub.receive({ kind: 'membership' }); // it may have been told of while the line was down
    } catch (error) {
      this.context.log('warn', 'relay.down', { message: String(error) });
    }
  }

  private async send(): Promise<void> {
    this.planned = false;
    for (const hint of this.outgoing.take()) {
      await this.client?.query('SELECT pg_notify($1, $2)', [CHANNEL, JSON.stringify({ node: this.node, hint })]);
    }
  }
}

/** Connects this node's hub with those of the other nodes that work on the same PostgreSQL. */
export async function startPokeRelay(context: Context, url: string): Promise<{ stop(): Promise<void> }> {
  const relay = new Relay(context, url);
  await relay.connect().catch(async (error: unknown) => {
    await relay.stop();
    throw error;
  });
  context.hub.relay = (hint) => relay.tell(hint);
  return {
    stop() {
      context.hub.relay = null;
      return relay.stop();
    },
  };
}
