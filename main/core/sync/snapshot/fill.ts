import type { Entity } from '../../../../shared/kernel/entity';
import { AppError } from '../../../../shared/kernel/errors';
import type { Domain } from '../../../../shared/kernel/register';
import type { Log } from '../../ports';
import type { Outbox } from '../../store/journal/outbox';
import type { Replica } from '../../store/replica';
import type { ReplicaTx } from '../../store/replica/replica-tx';
import { rebased } from '../rebase';
import { startSeen, sweepUnseen } from '../seen-rows';
import { touch, type TouchedIds } from '../touched';

export interface FillNeeds {
  readonly replica: Replica;
  readonly outbox: Outbox;
  readonly domain: Domain;
  readonly log: Log;
  /** Rows that may look different now. */
  onRows(touched: TouchedIds): void;
  /** Rows loaded so far, of the rows in the scope. */
  onProgress(progress: { scope: string; done: number; total: number }): void;
}

/** What a load says of itself before its rows. */
export interface FillHead {
  readonly scope: string;
  readonly version: number;
  readonly rows: number;
  /** The replica's when the load was asked for. */
  readonly epoch: string | null;
}

/** Rows of one entity, put within a transaction; `refill`: rows of the scope were here before, so that they are to be noted as seen. */
export interface Piece {
  readonly entity: Entity;
  readonly count: number;
  readonly put: (tx: ReplicaTx, refill: boolean) => Promise<void>;
}

const notOurs = (scope: string) =>
  new AppError('forbidden', 'No longer a scope of this desk', { reason: 'scope', scope });
const overtaken = (scope: string) =>
  new AppError('unavailable', 'The scope has begun anew meanwhile', { reason: 'sync.stale', scope });

let fills = 0;

/** One load of a scope into the replica, under what waits, while people work; wherever its rows come from. */
export class SnapshotFill {
  done = 0;
  private readonly bulks: Entity[] = [];

  private constructor(
    private readonly needs: FillNeeds,
    private readonly head: FillHead,
    private readonly load: {
      /** Rows were here before: what the snapshot lacks is to go. */
      readonly refill: boolean;
      /** Stands at the scope's cursor while this load is the one that fills it. */
      readonly token: string;
    },
  ) {}

  /** Throws `forbidden` (`scope`) when the desk may no longer hold it, `unavailable` (`sync.stale`) in another epoch. */
  static async begin(needs: FillNeeds, head: FillHead): Promise<SnapshotFill> {
    const { scope, epoch } = head;
    const token = `load.${(fills += 1)}`;
    const refill = await needs.replica.write(async (tx) => {
      const state = await tx.state();
      if (!state.membership.includes(scope)) throw notOurs(scope);
      if (state.epoch !== epoch) throw overtaken(scope);
      await tx.setCursor({ scope, v: null, resume: token });
      return startSeen(tx.sql, scope);
    });
    return new SnapshotFill(needs, head, { refill, token });
  }

  /** The rows that follow are of this entity; those before are whole. */
  async next(entity: Entity): Promise<void> {
    await this.endBulks();
    if (this.load.refill) return; // rows are here and being worked with: lists must stay fast
    const begun = await this.needs.replica.write((tx) => tx.beginBulk(entity, this.head.rows - this.done));
    if (begun) this.bulks.push(entity);
  }

  /** One transaction. */
  async put({ entity, count, put }: Piece): Promise<void> {
    await this.underWaiting(async (tx, touched) => {
      await this.assertWanted(tx);
      await put(tx, this.load.refill);
      touch(touched, entity.name, null);
    });
    this.passed(count);
  }

  /** Rows that are not for this desk. */
  passed(count: number): void {
    this.done += count;
    this.needs.onProgress({ scope: this.head.scope, done: this.done, total: this.head.rows });
  }

  /** All rows were put: what was not named goes (`mayRemove` is asked first, and throws), and the cursor stands. */
  async finish(mayRemove: (removed: number, held: number) => void): Promise<void> {
    const { scope, version } = this.head;
    await this.underWaiting(async (tx, touched) => {
      await this.assertWanted(tx);
      if (this.load.refill) {
        const { removed, held } = await sweepUnseen(tx, this.needs.domain, { scope, touched });
        mayRemove(removed, held);
      }
      await tx.setCursor({ scope, v: version, resume: null });
    });
  }

  /** Indexes and full text, also after a load that broke off. */
  async endBulks(): Promise<void> {
    for (let entity = this.bulks.pop(); entity; entity = this.bulks.pop()) {
      await this.needs.replica.endBulk(entity);
      this.needs.onRows(new Map([[entity.name, null]]));
    }
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
  private async assertWanted(tx: ReplicaTx): Promise<void> {
    const { scope } = this.head;
    const { membership } = await tx.state();
    if (!membership.includes(scope)) throw notOurs(scope);
    const cursor = (await tx.cursors()).find((one) => one.scope === scope);
    if (cursor?.resume !== this.load.token) throw overtaken(scope);
  }
}
