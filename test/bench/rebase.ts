import { systemClock } from '../../main/core/adapters/system-clock';
import { Changes } from '../../main/core/changes';
import { Writer } from '../../main/core/mutate';
import { openJournal, type Journal } from '../../main/core/store/journal';
import { applyPull } from '../../main/core/sync/rebase';
import { domain } from '../../shared/domain/domain';
import type { Rights } from '../../shared/kernel/permission';
import type { PullAnswer } from '../../shared/protocol/sync';
import { against, percentile, within, type Figure } from './figure';
import { fillDesk, type FilledDesk } from './filled-desk';
import { madeRows } from './made-rows';

const CLIENT = { clientId: 'bench', epoch: 'bench' };
const SCOPE = 'store/store-london';
const rights: Rights = [{ allow: ['*'], deny: [], stores: '*', warehouses: '*' }];
const actor = { userId: 'user-1', rights, sign: () => '0'.repeat(128) };
const log = { write: () => undefined };
const RUNS = 7;

/** Remarks on orders and stock received, in turns, as people at a desk without a line do. */
const gesture = (at: number) => ({
  uid: `gesture-${at}`,
  ...(at % 2 === 0
    ? { name: 'order.setCustomReference', args: { orderId: `order-${at}`, customReference: `R ${at}` } }
    : {
        name: 'stockLevel.adjust',
        args: { warehouseId: 'w1', variantId: `variant-${at}`, delta: 1000, reason: 'received', note: null },
      }),
});

interface Waiting {
  readonly desk: FilledDesk;
  readonly journal: Journal;
}

async function letWait({ desk, journal }: Waiting, count: number): Promise<void> {
  const needs = { domain, journal, replica: desk.replica, changes: new Changes(), clock: systemClock, log };
  const writer = new Writer(needs);
  for (let at = 0; at < count; at += 1) await writer.mutate(gesture(at), actor);
}

/** What the centre tells: so many orders changed, among them some that gestures wait on. */
function answerOf(count: number, run: number): PullAnswer {
  const { columns, rows } = madeRows('order', count);
  const [name, total] = ['customerName', 'grandTotal'].map((column) => columns.indexOf(column));
  const changed = rows.map((row) =>
    row.map((value, at) => (at === name ? `Customer of run ${run}` : at === total ? run : value)),
  );
  const changes = [{ entity: 'order', columns, rows: changed, removed: [] }];
  const scope = { scope: SCOPE, kind: 'delta' as const, from: run, to: run + 1, more: false, changes };
  return { ...CLIENT, pullSeq: run, lmid: 0, results: [], membership: [SCOPE], scopes: [scope] };
}

/** Milliseconds of a pull of so many rows applied under what waits, p50 over some runs. */
async function rebaseTime({ desk, journal }: Waiting, rows: number): Promise<number> {
  const needs = { domain, outbox: journal.outbox, log };
  const samples: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { pullSeq, cursor } = await standing(desk);
    const answer = { ...answerOf(rows, cursor), pullSeq };
    const asked = { ...CLIENT, pullSeq };
    const start = performance.now();
    await desk.replica.write((tx) => applyPull(needs, tx, { asked, answer, now: Date.now() }));
    samples.push(performance.now() - start);
  }
  return percentile(samples.slice(1), 0.5);
}

async function standing({ replica }: FilledDesk): Promise<{ pullSeq: number; cursor: number }> {
  const [cursor] = await replica.cursors();
  return { pullSeq: (await replica.state()).pullSeq, cursor: cursor?.v ?? 0 };
}

async function onDesk<T>(size: number, waiting: number, work: (it: Waiting) => Promise<T>): Promise<T> {
  const desk = await fillDesk(size);
  const journal = await openJournal(desk.folder, { clock: systemClock });
  try {
    await journal.identity.setClient(CLIENT);
    await desk.replica.write((tx) => tx.setCursor({ scope: SCOPE, v: 0, resume: null }));
    await letWait({ desk, journal }, waiting);
    return await work({ desk, journal });
  } finally {
    await journal.close();
    await desk.close();
  }
}

/** Sizes at which the growth of one delta is looked at. */
const sizes = [10_000, 200_000, 1_000_000] as const;

/** A pull under waiting gestures on a replica of 200,000 rows of each entity, and how a delta of 10,000 rows grows with the replica. */
export async function rebase(): Promise<Figure[]> {
  const few = await onDesk(200_000, 100, (it) => rebaseTime(it, 10));
  const many = await onDesk(200_000, 1000, (it) => rebaseTime(it, 10_000));
  const figures: Figure[] = [
    within({ name: 'rebase, 100 waiting + 10 rows, 200,000 rows', value: few, unit: 'ms' }, { most: 30 }),
    within({ name: 'rebase, 1,000 waiting + 10,000 rows, 200,000 rows', value: many, unit: 'ms' }, { most: 1000 }),
  ];
  const grown: number[] = [];
  for (const size of sizes) grown.push(await onDesk(size, 0, (it) => rebaseTime(it, 10_000)));
  const reference = { name: 'at 10,000', value: grown[0] ?? NaN };
  return [
    ...figures,
    ...sizes.slice(1).map((size, at) =>
      against(
        {
          name: `a delta of 10,000 rows, ${size.toLocaleString('en')} rows`,
          value: grown[at + 1] ?? NaN,
          unit: 'ms',
        },
        { reference, most: 1.5 },
      ),
    ),
  ];
}
