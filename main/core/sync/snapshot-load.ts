import type { Entity } from '../../../shared/kernel/entity';
import { AppError } from '../../../shared/kernel/errors';
import type { Domain } from '../../../shared/kernel/register';
import { snapshotColumnsSchema, snapshotEndSchema, snapshotHeadSchema } from '../../../shared/protocol/sync';
import type { Log } from '../ports';
import type { Outbox } from '../store/journal/outbox';
import type { Replica } from '../store/replica';
import type { ReplicaTx } from '../store/replica/replica-tx';
import { rebased } from './rebase';
import { noteSeen, startSeen, sweepUnseen } from './seen-rows';
import { splitLines } from './split-lines';
import { touch, type TouchedIds } from './touched';
import type { Transport } from './transport';

/** Rows to a transaction: some 50 ms, so that a save never waits for long. */
const BATCH = 4000;
/** The centre may need a while to begin. */
const SILENCE_MS = 60_000;

interface Needs {
  readonly replica: Replica;
  readonly outbox: Outbox;
  readonly domain: Domain;
  readonly log: Log;
  /** Rows that may look different now. */
  onRows(touched: TouchedIds): void;
  /** Rows loaded so far, of the rows in the scope. */
  onProgress(progress: { scope: string; done: number; total: number }): void;
}

interface Load {
  readonly scope: string;
  readonly version: number;
  readonly total: number;
  /** Rows were here before: what the snapshot lacks is to go. */
  readonly refill: boolean;
  /** Stands at the scope's cursor while this load is the one that fills it. */
  readonly token: string;
  done: number;
  entity: Entity | null;
  columns: readonly string[];
  lines: string[];
  readonly bulks: Entity[];
}

const garbled = (what: string) => new AppError('damaged', `Snapshot: ${what}`, { reason: 'centre.garbled' });

const notOurs = (scope: string) =>
  new AppError('forbidden', 'No longer a scope of this desk', { reason: 'scope', scope });
const overtaken = (scope: string) =>
  new AppError('unavailable', 'The scope has begun anew meanwhile', { reason: 'sync.stale', scope });

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw garbled('a line is not JSON');
  }
}

/** Fetches a scope whole and puts it into the replica while people work; again from its start after a break. */
export class SnapshotLoad {
  /** What an earlier load would have removed, by scope: the second to say so is believed. */
  private readonly doomed = new Map<string, number>();
  private count = 0;

  constructor(private readonly needs: Needs) {}

  /**
   * Resolves when the scope is complete and its cursor stands. Throws what the line throws, `damaged` for a stream that is not
   * whole, and `unavailable` (`sync.fuse`) the first time that a load would empty most of a scope.
   */
  async load(transport: Transport, scope: string, signal: AbortSignal): Promise<void> {
    const path = `/sync/snapshot/${scope}`;
    const accept = 'application/x-ndjson';
    const { epoch } = await this.needs.replica.state();
    const bytes = await transport.open({ method: 'GET', path, accept, timeoutMs: SILENCE_MS, signal });
    let load: Load | null = null;
    let ended = false;
    try {
      for await (const lines of splitLines(bytes)) {
        for (const line of lines) {
          if (ended) throw garbled('lines after the end');
          if (load === null) load = await this.begin({ scope, epoch }, line);
          else if (line.startsWith('[')) await this.row(load, line);
          else ended = await this.word(load, line);
        }
      }
      if (load === null || !ended) throw garbled('it breaks off');
      await this.finish(load);
    } finally {
      if (load) await this.endBulks(load);
    }
  }

  private async begin({ scope, epoch }: { scope: string; epoch: string | null }, line: string): Promise<Load> {
    const head = snapshotHeadSchema.safeParse(jsonOf(line));
    if (!head.success || head.data.scope !== scope) throw garbled('not the head of this scope');
    const { version, rows: total } = head.data;
    const token = `load.${(this.count += 1)}`;
    const refill = await this.needs.replica.write(async (tx) => {
      const state = await tx.state();
      if (!state.membership.includes(scope)) throw notOurs(scope);
      if (state.epoch !== epoch) throw overtaken(scope);
      await tx.setCursor({ scope, v: null, resume: token });
      return startSeen(tx.sql, scope);
    });
    return { scope, version, total, refill, token, done: 0, entity: null, columns: [], lines: [], bulks: [] };
  }

  private async row(load: Load, line: string): Promise<void> {
    if (load.columns.length === 0) throw garbled('a row before its columns');
    load.lines.push(line);
    if (load.lines.length >= BATCH) await this.flush(load);
  }

  /** A line between rows: the next entity's columns, or the end (true). */
  private async word(load: Load, line: string): Promise<boolean> {
    await this.flush(load);
    const value = jsonOf(line);
    const end = snapshotEndSchema.safeParse(value);
    if (end.success) {
      if (end.data.rows !== load.done) throw garbled(`${load.done} rows of ${end.data.rows}`);
      return true;
    }
    const head = snapshotColumnsSchema.safeParse(value);
    if (!head.success) throw garbled('an unknown line');
    await this.endBulks(load);
    load.columns = head.data.columns;
    load.entity = this.needs.domain.entities.find(({ name }) => name === head.data.entity) ?? null;
    if (load.entity) await this.beginBulk(load, load.entity);
    else this.needs.log.write('warn', 'sync.snapshot.unknownEntity', { entity: head.data.entity });
    return false;
  }

  private async beginBulk(load: Load, entity: Entity): Promise<void> {
    if (load.refill) return; // rows are here and being worked with: lists must stay fast
    const begun = await this.needs.replica.write((tx) => tx.beginBulk(entity, load.total - load.done));
    if (begun) load.bulks.push(entity);
  }

  private async endBulks({ bulks }: Load): Promise<void> {
    for (let entity = bulks.pop(); entity; entity = bulks.pop()) {
      const done = entity;
      await this.needs.replica.write((tx) => tx.endBulk(done));
      this.needs.onRows(new Map([[done.name, null]]));
    }
  }

  private async flush(load: Load): Promise<void> {
    const { lines, entity, columns, scope } = load;
    if (lines.length === 0) return;
    load.lines = [];
    load.done += lines.length;
    if (entity) {
      await this.underWaiting(async (tx, touched) => {
        await this.assertWanted(tx, load);
        await tx.applyLines(entity, columns, lines);
        if (load.refill) await noteSeen(tx.sql, { entity, columns, lines });
        touch(touched, entity.name, null);
      });
    }
    this.needs.onProgress({ scope, done: load.done, total: load.total });
  }

  private async finish(load: Load): Promise<void> {
    const { scope, version } = load;
    await this.underWaiting(async (tx, touched) => {
      await this.assertWanted(tx, load);
      if (load.refill) await this.sweep(tx, scope, touched);
      await tx.setCursor({ scope, v: version, resume: null });
    });
    this.doomed.delete(scope);
  }

  private async sweep(tx: ReplicaTx, scope: string, touched: TouchedIds): Promise<void> {
    const { removed, held } = await sweepUnseen(tx, this.needs.domain, { scope, touched });
    const many = removed > 100 && removed * 2 > held;
    if (!many || this.doomed.get(scope) === removed) return;
    this.doomed.set(scope, removed);
    this.needs.log.write('error', 'sync.fuse', { scope, rows: removed, count: held });
    throw new AppError('unavailable', 'The centre would empty most of a scope', { reason: 'sync.fuse', scope });
  }

  /** Rows of the centre go under what waits, in one transaction. */
  private async underWaiting(change: (tx: ReplicaTx, touched: TouchedIds) => Promise<void>): Promise<void> {
    const touched = await this.needs.replica.write(async (tx) => {
      const { confMid } = await tx.state();
      return rebased(this.needs, tx, { confMid, change: (rows) => change(tx, rows) });
    });
    this.needs.onRows(touched);
  }

  /** A pull that came between may have taken the scope away; its rows must not come back. Nor must those of another epoch. */
  private async assertWanted(tx: ReplicaTx, { scope, token }: Load): Promise<void> {
    const { membership } = await tx.state();
    if (!membership.includes(scope)) throw notOurs(scope);
    const cursor = (await tx.cursors()).find((one) => one.scope === scope);
    if (cursor?.resume !== token) throw overtaken(scope);
  }
}
