import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { z } from 'zod';
import { must } from '../../../../shared/kernel/assert';
import { defineEntity } from '../../../../shared/kernel/entity';
import { AppError } from '../../../../shared/kernel/errors';
import { integer, text } from '../../../../shared/kernel/field';
import { idSchema } from '../../../../shared/kernel/id';
import { defineMutation, type Mutation, type Tx } from '../../../../shared/kernel/mutation';
import { createDomain } from '../../../../shared/kernel/register';
import { columnsOf } from '../../../../shared/store/columns';
import { encode } from '../../../../shared/store/codec';
import { runVerb } from '../../replay';
import type { OutboxEntry } from '../../store/journal/entry';
import type { Outbox } from '../../store/journal/outbox';
import { openReplica, type Replica } from '../../store/replica';
import { newFootprint } from '../../store/replica/footprints';
import type { ReplicaTx } from '../../store/replica/replica-tx';
import { applyPull } from '../rebase';

const SCOPE = 'boxes';
const box = defineEntity({
  name: 'box',
  area: 'catalog',
  fields: { shelf: text({ max: 10 }), n: integer(), label: text({ max: 40 }) },
  scope: { shared: SCOPE },
  title: 'label',
  list: { columns: ['label', 'n'], sort: { field: 'label', dir: 'asc' }, filters: ['shelf'], search: ['label'] },
  words: {
    en: { one: 'Box', many: 'Boxes', fields: {} },
    de: { one: 'Kiste', many: 'Kisten', fields: { shelf: 'Regal', n: 'Anzahl', label: 'Aufschrift' } },
  },
});
type Box = { id: string; shelf: string; n: number; label: string };

let runs = 0;
const args = z.object({ a: idSchema, b: idSchema, n: z.int() });
type Args = z.infer<typeof args>;

async function found(tx: Tx, id: string): Promise<Box> {
  const row = await tx.get(box, id);
  if (!row) throw new AppError('notFound', id, { reason: 'gone' });
  return row;
}

const total = (rows: readonly Box[]) => rows.reduce((sum, { n }) => (sum + n) % 1000, 0);
const put = (tx: Tx, id: string, n: number) => tx.put(box, { id, shelf: n % 2 ? 'odd' : 'even', n, label: `box ${n}` });

/** Verbs that read, branch, search, write nothing in the end, write what they then search for, and fail half done. */
const ways: Readonly<Record<string, (tx: Tx, args: Args) => Promise<void>>> = {
  add: async (tx, { a, n }) => tx.patch(box, a, { n: (await found(tx, a)).n + n }),
  make: (tx, { a, n }) => put(tx, a, n),
  copy: async (tx, { a, b }) => put(tx, b, (await found(tx, a)).n),
  steer: async (tx, { a, b, n }) => put(tx, (await found(tx, a)).n % 2 ? b : 'far', n),
  drop: (tx, { a }) => tx.remove(box, a),
  thereAndBack: async (tx, { a }) => {
    const { n } = await found(tx, a);
    await tx.patch(box, a, { n: n + 1 });
    await tx.patch(box, a, { n });
  },
  count: async (tx, { b, n }) =>
    put(tx, b, total(await tx.find(box, [{ field: 'shelf', op: 'eq', value: n % 2 ? 'odd' : 'even' }]))),
  writeThenCount: async (tx, { a, b, n }) => {
    await put(tx, a, n);
    await put(tx, b, total(await tx.find(box, [{ field: 'n', op: 'gte', value: n }])));
  },
  first: async (tx, { a, b }) => {
    await tx.remove(box, a);
    const rows = await tx.find(box, [{ field: 'shelf', op: 'eq', value: 'even' }], 2);
    await put(tx, b, total(rows));
  },
  failHalfDone: async (tx, { a, b, n }) => {
    await put(tx, a, n);
    if ((await found(tx, b)).n % 3 === 0) throw new AppError('refused', 'a third', { reason: 'third' });
  },
};

const verbs = Object.entries(ways).map(
  ([name, run]) =>
    defineMutation<Args>({
      ...{ name: `box.${name}`, version: 1, kind: 'request', capability: 'catalog.box.update', args },
      run: (tx, given) => ((runs += 1), run(tx, given)),
    }) as unknown as Mutation, // the register hands parsed arguments on
);
const domain = createDomain([box], verbs);

/** A replica and what waits on it; no journal, since nothing here has to survive. */
class Side {
  waiting: OutboxEntry[] = [];
  private made = 0;

  constructor(
    readonly tx: ReplicaTx,
    private readonly forgetful: boolean,
  ) {}

  async gesture(name: string, given: Args): Promise<void> {
    const mid = (this.made += 1);
    const entry: OutboxEntry = {
      ...{ mid, uid: `g${mid}`, name: `box.${name}`, ver: 1, args: given, actor: 'u', at: 1 },
      ...{ deps: [], sig: null, state: 'waiting', tries: 0 },
    };
    const footprint = newFootprint(mid);
    try {
      await this.tx.savepoint(() => runVerb(this.tx, entry, { domain, rights: null, footprint }));
    } catch {
      return; // it was refused at the desk: nothing is queued
    }
    this.waiting.push(entry);
    this.tx.footprints.keep(entry.uid, footprint);
    await this.tx.setState({ appliedMid: mid });
  }

  /** `again`: the rows come as those that were asked for again, not as changed ones. */
  async pull(settled: number, changes: readonly (Box | string)[], again = false): Promise<void> {
    const { pullSeq, confMid } = await this.tx.state();
    const lmid = this.waiting[settled - 1]?.mid ?? confMid;
    this.waiting = this.waiting.filter(({ mid }) => mid > lmid);
    if (this.forgetful) this.tx.footprints.ended('unknown');
    const put = changes.filter((one) => typeof one !== 'string');
    const removed = changes.filter((one) => typeof one === 'string');
    const read = { entity: 'box', columns: columnsOf(box).map(({ name }) => name), rows: put.map((one) => encode(box, one)) }; // prettier-ignore
    const rows = { ...read, rows: again ? [] : read.rows, removed };
    const reread = again ? [{ ...read, scope: SCOPE, next: null }] : [];
    const asked = { clientId: 'c', epoch: 'e', pullSeq };
    const scopes = [{ scope: SCOPE, kind: 'delta' as const, from: pullSeq, to: pullSeq + 1, more: false, changes: [rows] }]; // prettier-ignore
    const answer = { ...asked, lmid, results: [], membership: [SCOPE], scopes, reread };
    const outbox = {
      waiting: (above: number) => Promise.resolve(this.waiting.filter(({ mid }) => mid > above)),
      firstUnsent: () => Promise.resolve(Infinity),
    } as unknown as Outbox; // the part that a pull asks
    await applyPull({ domain, outbox, log: { write: () => undefined } }, this.tx, { asked, answer, now: 1 });
  }

  async shown(): Promise<unknown> {
    const names = columnsOf(box).map(({ name }) => `"${name}"`);
    const rows = await this.tx.sql.all(`SELECT ${names.join(', ')} FROM box ORDER BY id`);
    const twins = await this.tx.sql.all('SELECT * FROM box__base ORDER BY id');
    const found = await this.tx.sql.all(
      'SELECT b.id FROM box__search s JOIN box b ON b._row = s.rowid WHERE box__search MATCH \'"box"\' ORDER BY b.id',
    );
    const counts = await this.tx.sql.all('SELECT n FROM _count');
    const { appliedMid, confMid, capture } = await this.tx.state();
    return { rows, twins, found, counts: counts.map(({ n }) => n), appliedMid, confMid, capture };
  }
}

let folder: string;
let replicas: Replica[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'affected-'));
  replicas = [await openReplica(join(folder, 'a'), domain), await openReplica(join(folder, 'b'), domain)];
});
afterAll(async () => {
  for (const replica of replicas) await replica.close();
  await rm(folder, { recursive: true, force: true });
});

class Undo extends Error {}

/** In transactions that are always undone, so that each run starts from empty replicas. */
async function onBoth(work: (inPart: Side, anew: Side) => Promise<void>): Promise<void> {
  const [a, b] = replicas.map((one) => must(one, 'replica'));
  const begin = (tx: ReplicaTx) => tx.setCursor({ scope: SCOPE, v: 0, resume: null });
  const both = must(a, 'a').write((one) =>
    must(b, 'b').write(async (other) => {
      await begin(one);
      await begin(other);
      await work(new Side(one, false), new Side(other, true));
      throw new Undo();
    }),
  );
  await both.catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error;
  });
}

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'far');
const gesture = fc.record({
  name: fc.constantFrom(...Object.keys(ways)),
  a: id,
  b: id,
  n: fc.integer({ min: 0, max: 9 }),
});
const row = fc
  .tuple(id, fc.integer({ min: 0, max: 20 }))
  .map(([key, n]): Box => ({ id: key, shelf: n % 2 ? 'odd' : 'even', n, label: `box ${n}` }));
const pulled = fc.record({
  again: fc.boolean(),
  settled: fc.integer({ min: 0, max: 2 }),
  changes: fc.uniqueArray(fc.oneof({ weight: 3, arbitrary: row }, id), {
    maxLength: 3,
    selector: (one) => (typeof one === 'string' ? one : one.id),
  }),
});
const history = fc.array(fc.oneof({ weight: 3, arbitrary: gesture }, { weight: 1, arbitrary: pulled }), {
  minLength: 4,
  maxLength: 24,
});
const filled = ['a', 'b', 'c', 'd', 'e', 'f'].map((key, n): Box => ({
  id: key,
  shelf: n % 2 ? 'odd' : 'even',
  n,
  label: `box ${n}`,
}));

test('replaying what a pull concerns comes to what replaying everything comes to, tables, twins, counts and search', async () => {
  const total = { inPart: 0, anew: 0 };
  await fc.assert(
    fc.asyncProperty(history, (steps) =>
      onBoth(async (inPart, anew) => {
        for (const side of [inPart, anew]) await side.pull(0, filled);
        for (const step of steps) {
          if ('name' in step) {
            for (const side of [inPart, anew]) await side.gesture(step.name, step);
            continue;
          }
          for (const [name, side] of [
            ['inPart', inPart],
            ['anew', anew],
          ] as const) {
            const before = runs;
            await side.pull(step.settled, step.changes, step.again);
            total[name] += runs - before;
          }
          expect(await inPart.shown()).toEqual(await anew.shown());
        }
      }),
    ),
    { numRuns: 250 },
  );
  expect(total.inPart).toBeLessThan(total.anew);
}, 120_000);

test('of many gestures only those that a changed row concerns are run again', () =>
  onBoth(async (inPart) => {
    const many = Array.from({ length: 40 }, (_, n): Box => ({ id: `box-${n}`, shelf: 'even', n, label: `box ${n}` }));
    await inPart.pull(0, many);
    for (const { id: a } of many) await inPart.gesture('add', { a, b: a, n: 1 });
    await inPart.gesture('copy', { a: 'box-7', b: 'box-8', n: 0 });
    await inPart.gesture('add', { a: 'box-8', b: 'box-8', n: 1 });
    runs = 0;
    await inPart.pull(0, [{ id: 'box-7', shelf: 'even', n: 100, label: 'box 100' }]);
    expect(runs).toBe(4); // on 7, the one of before on 8, the copy and what follows it
    const shown = await inPart.tx.sql.all("SELECT id, n FROM box WHERE id IN ('box-6', 'box-7', 'box-8') ORDER BY id");
    expect(shown.map(({ n }) => n)).toEqual([7, 101, 102]);
  }));

test('what a transaction that was undone had noted is forgotten', async () => {
  const replica = must(replicas[0], 'replica');
  const mids = (tx: ReplicaTx) => [...(tx.footprints.all ?? [])].map(([uid, { mid }]) => [uid, mid]);
  await replica.write(async ({ footprints }) => {
    footprints.begin();
    footprints.keep('g1', newFootprint(1));
    footprints.keep('g2', newFootprint(2));
  });
  const failing = replica.write(async ({ footprints }) => {
    footprints.drop(['g1']);
    footprints.keep('g2', newFootprint(5));
    footprints.begin();
    footprints.keep('g3', newFootprint(3));
    throw new Undo();
  });
  await expect(failing).rejects.toThrow(Undo);
  expect((await replica.write(async (tx) => mids(tx))).sort()).toEqual([
    ['g1', 1],
    ['g2', 2],
  ]);
});
