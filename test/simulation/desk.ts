import { Changes } from '../../main/core/changes';
import { Writer } from '../../main/core/mutate';
import type { Log } from '../../main/core/ports';
import { openJournal, type Journal } from '../../main/core/store/journal';
import { openReplica, type Replica } from '../../main/core/store/replica';
import { pull } from '../../main/core/sync/pull';
import { Pusher } from '../../main/core/sync/push';
import { Recovery } from '../../main/core/sync/recovery';
import { followJournal, isFollowing } from '../../main/core/sync/recovery/follow-journal';
import type { SyncIdentity } from '../../main/core/sync/register';
import { SnapshotLoad } from '../../main/core/sync/snapshot-load';
import { createTransport, type Transport } from '../../main/core/sync/transport';
import { rightsOf } from '../../server/authority/rights';
import type { RecordOf } from '../../shared/kernel/entity';
import { user } from '../../shared/domain/staff/user';
import type { Clock, Random } from '../../shared/kernel/clock';
import { toPlainError } from '../../shared/kernel/errors';
import type { Rights } from '../../shared/kernel/permission';
import { decode } from '../../shared/store/codec';
import { signAs } from './person-key';
import { deskDomain } from './simulated-domain';

/** As many ways back as the loop goes. */
const MOST_WAYS = 3;

/** What a desk is made of while it runs. */
interface Parts {
  readonly journal: Journal;
  readonly replica: Replica;
  readonly writer: Writer;
  readonly pusher: Pusher;
  readonly loader: SnapshotLoad;
  readonly recovery: Recovery;
}

export interface DeskPorts {
  readonly folder: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly transport: Transport;
  readonly log: Log;
}

/** What a person does: the words of `mutate`. */
export interface Wish {
  readonly uid: string;
  readonly name: string;
  readonly args: unknown;
  readonly deps: string[];
}

/** A whole desk without loop and timers: the shipped engine, whose steps the schedule starts. */
export class Desk {
  private parts: Parts | null = null;
  /** Scopes that the last pull named to be loaded whole. */
  wanted: string[] = [];

  constructor(private readonly ports: DeskPorts) {}

  get isUp(): boolean {
    return this.parts !== null;
  }

  /** As `createCore` opens a desk. */
  async boot(): Promise<void> {
    const { folder, clock, random, log } = this.ports;
    const journal = await openJournal(folder, { clock });
    const replica = await openReplica(folder, deskDomain);
    const needs = { domain: deskDomain, journal, replica, changes: new Changes(), clock, log };
    const writer = new Writer(needs);
    if (!(await isFollowing(replica, journal))) await replica.write((tx) => followJournal(needs, tx, false));
    await writer.redo();
    const quiet = () => undefined;
    const loader = new SnapshotLoad({ ...needs, outbox: journal.outbox, onRows: quiet, onProgress: quiet });
    this.wanted = [];
    const pusher = new Pusher({ journal, log });
    const recovery = new Recovery({ ...needs, random, onRows: quiet, onRenumbered: () => pusher.reset() });
    this.parts = { journal, replica, writer, pusher, loader, recovery };
  }

  down(): void {
    this.parts = null;
  }

  async save(wish: Wish, userId: string): Promise<void> {
    const { writer } = this.live();
    const sign = (text: string) => signAs(userId, text);
    await writer.mutate(wish, { userId, rights: await this.rights(userId), sign });
  }

  /** As the loop exchanges: introduce, push, pull until nothing is left; where both ends do not know each other, a way back first. */
  async exchange(): Promise<void> {
    const { recovery } = this.live();
    const { transport } = this.ports;
    for (let ways = MOST_WAYS; ; ways -= 1) {
      try {
        return await this.pushAndPull(await recovery.identity(transport));
      } catch (error) {
        if (ways === 0 || !(await recovery.mend(error, transport))) throw error;
      }
    }
  }

  private async pushAndPull(identity: SyncIdentity): Promise<void> {
    const { journal, replica, pusher } = this.live();
    const { clock, transport, log } = this.ports;
    const target = { transport, signal: new AbortController().signal, ...identity };
    await pusher.push(target);
    for (let more = true; more;) {
      const pulled = await pull({ journal, replica, domain: deskDomain, clock, log }, target);
      if (!pulled.more) this.wanted = pulled.snapshots.map(({ scope }) => scope);
      more = pulled.more;
    }
  }

  /** A scope that the last pull named, whole. */
  async load(scope: string): Promise<void> {
    try {
      await this.live().loader.load(this.ports.transport, scope, new AbortController().signal);
    } catch (error) {
      const { code, details } = toPlainError(error);
      if (code === 'forbidden' && details.reason === 'scope') this.forget(scope);
      throw error;
    }
    this.forget(scope);
  }

  private forget(scope: string): void {
    this.wanted = this.wanted.filter((one) => one !== scope);
  }

  private live(): Parts {
    if (!this.parts) throw new Error('the desk is down');
    return this.parts;
  }

  /** By the rows that the desk holds, as a session has them from its grant. */
  private async rights(userId: string): Promise<Rights> {
    const { reader } = this.live().replica;
    const [row] = await reader.all('SELECT * FROM "user" WHERE id = ?', [userId]);
    return row ? rightsOf(reader, decode(user, row) as RecordOf<typeof user>) : []; // a row of its table
  }
}

/** The line of a desk: the shipped transport, unsigned, over the simulated network. */
export const lineOf = (http: Parameters<typeof createTransport>[0]['http'], clock: Clock) =>
  createTransport({ http, clock, url: 'http://centre' });
