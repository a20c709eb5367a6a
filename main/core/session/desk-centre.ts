import { AppError } from '../../../shared/kernel/errors';
import type { Session } from '../../../shared/protocol/ipc';
import type { Hello } from '../../../shared/protocol/sync';
import type { Ports } from '../ports';
import type { Journal } from '../store/journal';
import type { SigningKey } from '../sync/ed25519';
import { createTransport, type Transport } from '../sync/transport';
import { deskKey, loadDeskKey } from './desk-key';
import { loadDesk, saveDesk, type DeskRecord } from './desk-record';
import { emptyJournal, keepOutOfService, loadOutOfService, removeCopies, type OutOfService } from './out-of-service';
import { askHello, registerDesk } from './register-desk';

interface Needs {
  readonly ports: Ports;
  readonly journal: Journal;
  /** Which tables this desk has: `Domain.version`. */
  readonly tables: number;
  /** The centre to begin with, where the product was started with one. */
  readonly api: string | null;
  /** What this machine is has changed. */
  onChange(): void;
  /** There is something to ask the centre for. */
  wake(): void;
}

/** Which centre this machine belongs to, and how it speaks with it. */
export class DeskCentre {
  /** Null while it belongs to none. */
  desk: DeskRecord | null = null;
  /** The signed line; null while there is none to speak to. */
  line: Transport | null = null;
  private key: SigningKey | null = null;
  private hello: Hello | null = null;
  private apiSettled = false;
  private out: OutOfService | null = null;

  constructor(private readonly needs: Needs) {}

  /** Reads what the journal knows. A key that cannot be opened leaves the desk to work without the line. */
  async open(): Promise<void> {
    const { journal, ports } = this.needs;
    this.desk = await loadDesk(journal.settings);
    this.out = this.desk ? null : await loadOutOfService(journal);
    if (this.out && !this.out.wiped) await this.empty(this.out);
    try {
      this.key = await loadDeskKey({ ...ports, settings: journal.settings });
    } catch (error) {
      ports.log.write('error', 'session.keyUnreadable', { code: error instanceof AppError ? error.code : 'internal' });
    }
    this.connectLine();
  }

  /** The centre that was met before this machine belongs to it. */
  get met(): Session['centre'] {
    const { hello, needs } = this;
    return hello && needs.api ? { name: hello.name, url: needs.api } : null;
  }

  /** That this desk is out of service, and how much it keeps that has not gone through: refused before, or not sent at all. */
  async outOfService(): Promise<Session['outOfService']> {
    if (!this.out) return null;
    const { parked } = await this.needs.journal.ledger.counts();
    return { centreName: this.out.centreName, at: this.out.at, kept: parked };
  }

  /** Registers this machine with a one-time code. `conflict` when it belongs to a centre already. */
  async connect({ url, code }: { url: string; code: string }): Promise<void> {
    if (this.desk) {
      throw new AppError('conflict', 'This desk belongs to a centre already', { reason: 'session.registered' });
    }
    await this.register(url, code, await askHello(this.lineTo(url)));
  }

  /**
   * The first step of every exchange: a centre named at the start is met, and a demo centre's own code makes this machine
   * a desk, unless it was one that is out of service. Throws what the line throws.
   */
  async meet(): Promise<void> {
    const { api } = this.needs;
    if (api === null || this.apiSettled || this.out) return;
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
    else {
      this.hello = hello;
      this.needs.onChange();
    }
    this.apiSettled = true;
  }

  /** The centre knows this desk no more: nothing of the shop stays here but what the centre does not have. The replica must be closed. */
  async leave(): Promise<void> {
    const { ports } = this.needs;
    const out = { centreName: this.desk?.centreName ?? '', at: ports.clock.now(), wiped: false };
    this.desk = this.key = this.line = null;
    await this.empty(out);
  }

  /** May be repeated as often as it is interrupted. */
  private async empty(out: OutOfService): Promise<void> {
    await emptyJournal(this.needs.journal, out);
    await removeCopies(this.needs.ports.folder);
    await keepOutOfService(this.needs.journal, (this.out = { ...out, wiped: true }));
  }

  private lineTo(url: string): Transport {
    const { http, clock } = this.needs.ports;
    return createTransport({ http, clock, url });
  }

  private connectLine(): void {
    const { tables, ports } = this.needs;
    const { http, clock } = ports;
    const { desk, key } = this;
    if (!desk || !key) return;
    this.line = createTransport({ http, clock, url: desk.url, device: { deviceId: desk.deviceId, key }, tables });
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
    if (this.out) await keepOutOfService(this.needs.journal, (this.out = null));
    this.desk = desk;
    this.key = key;
    this.connectLine();
    this.needs.onChange();
    this.needs.wake();
  }
}
