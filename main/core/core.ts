import { domain } from '../../shared/domain/domain';
import { AppError } from '../../shared/kernel/errors';
import type { Domain } from '../../shared/kernel/register';
import type { Bridge } from '../../shared/protocol/bridge';
import { createCaller, type Caller } from './calls';
import { Changes } from './changes';
import { MediaStore } from './media/media-store';
import { Outgoing } from './media/outgoing';
import { Writer } from './mutate';
import type { Ports } from './ports';
import { PrintQueue } from './print/print-queue';
import { Reader } from './read';
import { DeskSession } from './session';
import { getSettings } from './settings';
import { openJournal, type Journal } from './store/journal';
import { assertKnownFiles } from './store/known-files';
import { openReplica, type Replica } from './store/replica';
import { beginOnReplica, beginReplicaAnew, isSound } from './store/replica-repair';
import { SyncLoop } from './sync/loop';
import { followJournal, isFollowing } from './sync/recovery/follow-journal';

/** One desk: the bridge that windows see, and its life. */
export interface Core extends Bridge {
  /** Begins to speak with the centre and to print. */
  start(): Promise<void>;
  /** Lets what is under way come to an end and closes the files. */
  stop(): Promise<void>;
  /** The path of a picture or file by the SHA-256 of its bytes, or null when it is not here and cannot be had now. */
  media(sha256: string): Promise<string | null>;
  /** Who sits here and the key that signs for him, for the next core's `resume`; null while nobody does. For the shell's memory only. */
  resumeText(): string | null;
}

export interface CoreOptions {
  /** The centre to begin with; null or left out: the one that this desk knows. */
  readonly api?: string | null;
  /** What `resumeText` of an earlier core said that died under somebody: let in again while his grant lives. Said by the shell only. */
  readonly resume?: string | null;
  /** The product's own; tests may bring another. */
  readonly domain?: Domain;
}

/** What hangs on the replica, and is made anew with it. */
interface Parts {
  readonly replica: Replica;
  readonly reader: Reader;
  readonly writer: Writer;
  readonly loop: SyncLoop;
  readonly call: Caller;
}

const isBrokenFile = (error: unknown) =>
  error instanceof AppError && error.code === 'damaged' && error.details.reason === 'file';

class Desk implements Core {
  private readonly changes = new Changes();
  private readonly session: DeskSession;
  private readonly queue: PrintQueue;
  private readonly outgoing: Outgoing;
  private readonly mediaStore: MediaStore;
  private parts: Parts | null = null;
  private started = false;
  private healing: Promise<void> | null = null;

  constructor(
    private readonly ports: Ports,
    private readonly journal: Journal,
    private readonly options: Required<CoreOptions>,
  ) {
    const { random, printer, log } = ports;
    const announce = (change: Parameters<Changes['announce']>[0]) => this.changes.announce(change);
    const wake = () => this.parts?.loop.wake();
    const { api, resume } = options;
    const tables = options.domain.version;
    this.session = new DeskSession({ ports, journal, api, resume, tables, announce, wake });
    const onChange = () => announce({ topic: 'print' });
    this.queue = new PrintQueue({ journal, printer, random, log, onChange });
    this.outgoing = new Outgoing(ports.folder, log);
    const { outgoing } = this;
    this.mediaStore = new MediaStore(ports.folder, { log, outgoing, transport: () => this.session.transport() });
  }

  async open(): Promise<void> {
    await this.session.open();
    this.session.lockAfter((await getSettings(this.journal.settings)).lockAfter);
    this.parts = await beginOnReplica({ folder: this.ports.folder, domain: this.options.domain }, (replica) =>
      this.assemble(replica),
    );
  }

  async start(): Promise<void> {
    this.started = true;
    this.queue.start();
    this.live().loop.start();
  }

  async stop(): Promise<void> {
    this.session.close();
    await this.healing;
    const { parts } = this;
    this.parts = null;
    if (this.started) await Promise.all([parts?.loop.stop(), this.queue.stop()]);
    await parts?.replica.close();
    await this.journal.close();
  }

  read: Core['read'] = (query) => this.watched(async ({ reader }) => reader.read(query, this.session.actor().rights));

  mutate: Core['mutate'] = (mutation) =>
    this.watched(async ({ writer, loop }) => {
      await writer.mutate(mutation, this.session.actor());
      loop.wake();
      return null;
    });

  call: Core['call'] = (name, input) => this.watched(({ call }) => call(name, input));

  onChange: Core['onChange'] = (listener) => this.changes.onChange(listener);

  media: Core['media'] = (sha256) => this.mediaStore.find(sha256);

  resumeText: Core['resumeText'] = () => this.session.resumeText();

  private live(): Parts {
    if (this.parts) return this.parts;
    throw new AppError('unavailable', 'The desk is being closed or mended', { reason: 'core.closed' });
  }

  private async watched<T>(work: (parts: Parts) => Promise<T>): Promise<T> {
    try {
      return await work(this.live());
    } catch (error) {
      if (isBrokenFile(error)) void this.heal();
      throw error;
    }
  }

  private async assemble(replica: Replica): Promise<Parts> {
    const { journal, changes, session, queue, outgoing, ports } = this;
    const { clock, random, log } = ports;
    const shared = { domain: this.options.domain, journal, replica, changes, clock, log };
    const reader = new Reader(shared.domain, replica);
    const writer = new Writer(shared);
    if (!(await isFollowing(replica, journal))) await replica.write((tx) => followJournal(shared, tx, false));
    await writer.redo();
    const loop = new SyncLoop({
      ...shared,
      session,
      outgoing,
      random,
      folder: ports.folder,
      onBroken: () => void this.heal(),
      onRevoked: () => this.leaveService(),
    });
    const call = createCaller({ ...shared, ports, session, reader, writer, loop, queue, outgoing });
    return { replica, reader, writer, loop, call };
  }

  /** The replica is a copy: a broken one is set aside and fetched again, with what waits on top. The journal is never touched. */
  private heal(): Promise<void> {
    this.healing ??= this.mend()
      .catch((error: unknown) => {
        this.ports.log.write('error', 'replica.notMended', {
          code: error instanceof AppError ? error.code : 'internal',
        });
      })
      .finally(() => (this.healing = null));
    return this.healing;
  }

  /** The centre has taken this desk out of service: it empties itself and begins anew, belonging to nobody. */
  private leaveService(): void {
    this.healing ??= this.empty()
      .catch((error: unknown) => {
        this.ports.log.write('error', 'desk.notEmptied', { code: error instanceof AppError ? error.code : 'internal' });
      })
      .finally(() => (this.healing = null));
  }

  private async empty(): Promise<void> {
    const { replica, loop } = this.live();
    this.ports.log.write('warn', 'desk.outOfService');
    this.parts = null;
    await loop.stop();
    await replica.close();
    await this.session.leaveService();
    this.parts = await this.assemble(await openReplica(this.ports.folder, this.options.domain));
    this.beginAgain();
  }

  /** On another replica than before: whatever a window shows is stale. */
  private beginAgain(): void {
    if (this.started) this.parts?.loop.start();
    const entities = this.options.domain.entities.map(({ name }) => ({ entity: name, ids: null }));
    this.changes.announce({ topic: 'records', entities });
    for (const topic of ['session', 'sync', 'print'] as const) this.changes.announce({ topic });
  }

  private async mend(): Promise<void> {
    const { replica, loop } = this.live();
    if (await isSound(replica)) return;
    this.ports.log.write('error', 'replica.broken');
    this.parts = null;
    await loop.stop();
    await replica.close();
    this.parts = await this.assemble(await beginReplicaAnew(this.ports.folder, this.options.domain));
    this.beginAgain();
  }
}

/**
 * Opens a desk in the folder of its ports. Throws `damaged` when the journal cannot be read: it is left as it is, never thrown away; and
 * `upgradeRequired` (`data.newer`) when a later release has worked with these files: no byte of them has changed then.
 */
export async function createCore(ports: Ports, options: CoreOptions = {}): Promise<Core> {
  await assertKnownFiles(ports.folder, options.domain ?? domain);
  const journal = await openJournal(ports.folder, { clock: ports.clock });
  const { restored, parked, quarantine, begunAnew } = journal.opened;
  if (restored + parked > 0 || quarantine !== null || begunAnew)
    ports.log.write('error', begunAnew ? 'journal.begunAnew' : 'journal.mended', { restored, parked });
  try {
    const desk = new Desk(ports, journal, { api: null, resume: null, domain, ...options });
    await desk.open();
    return desk;
  } catch (error) {
    await journal.close();
    throw error;
  }
}
