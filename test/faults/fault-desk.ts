import { task } from '../../shared/domain/administration/task';
import { orderComment } from '../../shared/domain/sales/order-comment';
import { adjustStock } from '../../shared/domain/stock/adjust-stock';
import { stockLevel } from '../../shared/domain/stock/stock-level';
import { stockMovement } from '../../shared/domain/stock/stock-movement';
import type { Fields } from '../../shared/kernel/entity';
import { addedLater, optional, text } from '../../shared/kernel/field';
import type { Rights } from '../../shared/kernel/permission';
import { createDomain } from '../../shared/kernel/register';
import { Changes } from '../../main/core/changes';
import { Writer } from '../../main/core/mutate';
import { quoted } from '../../shared/store/sql';
import { twinTable } from '../../main/core/store/replica/capture-triggers';
import { isDamaged } from '../../main/core/store/disk-faults';
import { openJournal, type Journal } from '../../main/core/store/journal';
import type { Replica } from '../../main/core/store/replica';
import { beginOnReplica, beginReplicaAnew, isSound } from '../../main/core/store/replica-repair';
import { followJournal, isFollowing } from '../../main/core/sync/recovery/follow-journal';

const moved = (more: Fields) => ({ ...stockMovement, fields: { ...stockMovement.fields, ...more } });
/** Of the product's nouns those that a movement of stock touches: files of few tables, so that ten thousand of them can be opened. */
const domain = createDomain([stockLevel, moved({ batch: addedLater(text(), 'none') }), task], [adjustStock], {
  version: 2,
});
/** A release earlier: movements told a shelf and no batch, and there were comments. */
export const earlierDomain = createDomain(
  [stockLevel, moved({ shelf: optional(text()) }), task, orderComment],
  [adjustStock],
);
const NOW = Date.UTC(2026, 0, 5, 8);
const clock = { now: () => NOW, monotonic: () => 0 };
const log = { write: () => undefined };
const everywhere: Rights = [{ allow: ['*'], deny: [], stores: '*', warehouses: '*' }];
const boss = { userId: 'u1', rights: everywhere, sign: () => '0'.repeat(128) };

/** The number in a gesture's name. */
const numberOf = (uid: string) => Number(uid.split('.').at(-1));
export const variantOf = (uid: string) => `v${numberOf(uid) % 3}`;
/** What the gesture of that name takes from the stock: no two sums are alike by accident. */
export const deltaOf = (uid: string) => -1000 * (1 + (numberOf(uid) % 977));

/** The shipped store and the one door for writes, opened as `core.ts` opens them, without session and line. */
export class FaultDesk {
  private constructor(
    readonly journal: Journal,
    readonly replica: Replica,
    private readonly writer: Writer,
  ) {}

  static async open(folder: string, release = domain): Promise<FaultDesk> {
    const journal = await openJournal(folder, { clock });
    try {
      return await beginOnReplica({ folder, domain: release }, (replica) => FaultDesk.assemble(journal, replica));
    } catch (error) {
      await journal.close();
      throw error;
    }
  }

  private static async assemble(journal: Journal, replica: Replica): Promise<FaultDesk> {
    const needs = { domain: replica.domain, journal, replica, changes: new Changes(), clock, log };
    const writer = new Writer(needs);
    if (!(await isFollowing(replica, journal))) await replica.write((tx) => followJournal(needs, tx, false));
    await writer.redo();
    return new FaultDesk(journal, replica, writer);
  }

  /** Something broke: how many follows from the gesture's name. Resolves when it is told as saved. */
  async save(uid: string): Promise<void> {
    const args = { warehouseId: 'w1', variantId: variantOf(uid), delta: deltaOf(uid), reason: 'damaged', note: null };
    await this.writer.mutate({ uid, name: 'stockLevel.adjust', args, deps: [] }, boss);
  }

  /** The centre has dealt with all that waits: the replica first and durably, then the journal, as a pull does it. */
  async settle(): Promise<void> {
    const waiting = await this.journal.outbox.waiting(0, 1000);
    const last = waiting.at(-1);
    if (!last) return;
    await this.replica.writeDurably(async (tx) => {
      // What is shown is what the centre has now.
      for (const entity of this.replica.domain.entities) await tx.sql.run(`DELETE FROM ${quoted(twinTable(entity))}`);
      await tx.setState({ confMid: last.mid });
    });
    await this.journal.outbox.settle(
      last.mid,
      waiting.map(({ mid, uid }) => ({ mid, uid, status: 'done' as const })),
    );
  }

  /** As the core does when a replica shows its damage only while people work: it is set aside, and they do it again. `error` if it is sound. */
  async heal(folder: string, error: unknown): Promise<FaultDesk> {
    if (!isDamaged(error) || (await isSound(this.replica))) throw error;
    await this.replica.close();
    return FaultDesk.assemble(this.journal, await beginReplicaAnew(folder, domain));
  }

  async close(): Promise<void> {
    await this.replica.close();
    await this.journal.close();
  }
}
