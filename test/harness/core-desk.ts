import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodePorts } from '../../main/core/adapters/node-ports';
import { createCore, type Core } from '../../main/core/core';
import type { Ports } from '../../main/core/ports';
import type { AnyRecord } from '../../shared/kernel/entity';
import type { Domain } from '../../shared/kernel/register';
import type { Change, LedgerEntry, SyncStatus } from '../../shared/protocol/ipc';
import { startProxy, type LineProxy } from './proxy';

/** Looks until it is so; fails with the last look after `ms`. */
export async function eventually(look: () => Promise<unknown>, ms = 30_000): Promise<void> {
  const end = Date.now() + ms;
  for (;;) {
    try {
      await look();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** A whole desk without its windows: the core, its files, and a line to the centre that can be spoilt. */
export class CoreDesk {
  core!: Core;
  readonly changes: Change[] = [];
  /** The product's own unless a test brings another, before it (re)starts. */
  domain: Domain | undefined;

  private constructor(
    readonly ports: Ports,
    readonly line: LineProxy,
  ) {}

  static async open(centreUrl: string, ports: Partial<Ports> = {}, domain?: Domain): Promise<CoreDesk> {
    const folder = mkdtempSync(join(tmpdir(), 'backroom-desk-'));
    const desk = new CoreDesk({ ...nodePorts(folder), ...ports }, await startProxy(centreUrl));
    desk.domain = domain;
    await desk.start();
    return desk;
  }

  async start(): Promise<void> {
    this.core = await createCore(this.ports, {
      api: this.line.url,
      ...(this.domain ? { domain: this.domain } : {}),
    });
    this.core.onChange((change) => void this.changes.push(change));
    await this.core.start();
  }

  async restart(): Promise<void> {
    await this.core.stop();
    await this.start();
  }

  async close(): Promise<void> {
    await this.core.stop();
    await this.line.stop();
    rmSync(this.ports.folder, { recursive: true, force: true });
  }

  /** Waits until the desk is registered, signs in, and waits for the first load. */
  async signIn(userName: string): Promise<void> {
    await this.registered();
    await this.core.call('session.signIn', { userName, password: `${userName}-secret` });
  }

  registered(): Promise<void> {
    return eventually(async () => {
      const { state } = await this.core.call('session.get', null);
      if (state === 'unregistered') throw new Error('not registered');
    });
  }

  status(): Promise<SyncStatus> {
    return this.core.call('sync.status', null);
  }

  /** Until the line is up, nothing waits, and nothing loads. */
  quiet(ms?: number): Promise<void> {
    return eventually(async () => {
      const status = await this.status();
      const { line, waiting, loading, scopes } = status;
      if (line !== 'online' || waiting > 0 || loading || scopes.length === 0) throw new Error(JSON.stringify(status));
    }, ms);
  }

  async act(name: string, args: unknown, uid: string = randomUUID()): Promise<string> {
    await this.core.mutate({ uid, name, args });
    return uid;
  }

  async all(entity: string): Promise<AnyRecord[]> {
    return (await this.core.read({ entity, limit: 500 })).rows;
  }

  async row(entity: string, id: string): Promise<AnyRecord | undefined> {
    const { rows } = await this.core.read({ entity, where: [{ field: 'id', op: 'eq', value: id }] });
    return rows[0];
  }

  ledger(state: LedgerEntry['state'] | null = null): Promise<LedgerEntry[]> {
    return this.core.call('sync.ledger', { state, before: null, limit: 500 });
  }
}
