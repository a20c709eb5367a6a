import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { domain } from '../../shared/domain/domain';
import { order } from '../../shared/domain/sales/order';
import type { AnyRecord } from '../../shared/kernel/entity';
import type { Rights } from '../../shared/kernel/permission';
import type { Page, QueryInput } from '../../shared/kernel/query';
import { encode } from '../../shared/store/codec';
import { columnsOf } from '../../shared/store/columns';
import { Reader } from './read';
import { openReplica, type Replica } from './store/replica';

const ROWS = 6000;
const everywhere: Rights = [{ allow: ['*'], deny: [], stores: '*', warehouses: '*' }];
const oneStore: Rights = [{ allow: ['*'], deny: [], stores: ['s1'], warehouses: '*' }];

let folder: string;
let replica: Replica;
let reader: Reader;
const states = ['new', 'confirmed', 'shipped', 'closed'] as const;
const names = ['Ada Lovelace', 'alan turing', 'Grace Hopper', 'Émilie du Châtelet', 'Kö', 'ÖZ'];

/** Many equal values, some empty ones, one rare state. */
const orders: AnyRecord[] = Array.from({ length: ROWS }, (_, i) => ({
  id: `o${String((i * 7919) % ROWS).padStart(5, '0')}`,
  reference: `${i % 2 ? 'r' : 'R'}-${10_000 + ((i * 31) % ROWS)}`,
  storeId: `s${1 + (i % 3)}`,
  customerId: i % 5 === 0 ? null : `c${i % 50}`,
  customerName: names[i % names.length],
  email: i % 4 === 0 ? null : `m${i % 900}@example.com`,
  placedAt: 1_700_000_000_000 + (i % 777) * 60_000,
  state: i % 1000 === 17 ? 'cancelled' : states[i % 4],
  source: 'counter',
  currency: 'EUR',
  itemCount: i % 9,
  subtotal: (i % 100) * 84,
  taxTotal: (i % 100) * 16,
  grandTotal: (i % 100) * 100,
  billingAddress: null,
  shippingAddress: null,
  customReference: i % 10 === 0 ? `x${i % 20}` : null,
  note: null,
}));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-'));
  replica = await openReplica(folder, domain);
  await replica.write(async (tx) => {
    await tx.setState({ capture: false });
    const columns = columnsOf(order).map(({ name }) => name);
    await tx.applyRows(
      order,
      columns,
      orders.map((one) => encode(order, one)),
    );
    await tx.setState({ capture: true });
  });
  reader = new Reader(domain, replica);
});
afterAll(async () => {
  await replica.close();
  await rm(folder, { recursive: true, force: true });
});

const read = (query: Omit<QueryInput, 'entity'>, rights = everywhere) =>
  reader.read({ entity: 'order', ...query }, rights);

async function allPages(query: Omit<QueryInput, 'entity'>, rights = everywhere) {
  const ids: string[] = [];
  let after: Page<AnyRecord>['next'] = null;
  do {
    const page: Page<AnyRecord> = await read({ limit: 173, ...query, after }, rights);
    ids.push(...page.rows.map(({ id }) => id));
    after = page.next;
  } while (after);
  return ids;
}

const fold = (value: unknown) => (typeof value === 'string' ? value.replace(/[A-Z]/g, (c) => c.toLowerCase()) : value);
/** By bytes, empty first: what SQLite and PostgreSQL do too. */
function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return Buffer.compare(Buffer.from(a as string), Buffer.from(b as string));
}

function sorted(rows: readonly AnyRecord[], sort: readonly { field: string; dir: 'asc' | 'desc' }[]): string[] {
  const keys = [...sort, { field: 'id', dir: sort.at(-1)?.dir ?? 'asc' }];
  const text = new Set(['reference', 'customerName', 'email', 'customReference', 'note']);
  return [...rows]
    .sort((a, b) => {
      for (const { field, dir } of keys) {
        const [x, y] = [a[field], b[field]].map((value) => (text.has(field) ? fold(value) : value));
        const order = compare(x, y);
        if (order !== 0) return dir === 'asc' ? order : -order;
      }
      return 0;
    })
    .map(({ id }) => id);
}

const sorts = [
  ...['placedAt', 'reference', 'customerName', 'grandTotal', 'itemCount', 'customReference', 'customerId', 'id'].map(
    (field) => [field],
  ),
  ['state', 'placedAt'],
  ['customReference', 'email'],
  ['customerId', 'customerName', 'placedAt'],
];
const directions = sorts.flatMap((fields) =>
  (['asc', 'desc'] as const).map((dir) => fields.map((field, i) => ({ field, dir: i === 1 ? ('asc' as const) : dir }))),
);

test.each(directions.map((sort) => [sort.map(({ field, dir }) => `${field} ${dir}`).join(', '), sort] as const))(
  'pages sorted by %s, put together, are the whole list sorted',
  async (_name, sort) => {
    expect(await allPages({ sort: [...sort], limit: 400 })).toEqual(
      sorted(orders, sort[0]?.field === 'id' ? [sort[0]] : sort),
    );
  },
);

const byPlaced = [{ field: 'placedAt', dir: 'desc' as const }];
const conditions: [string, QueryInput['where'], (one: AnyRecord) => boolean][] = [
  ['a common state', [{ field: 'state', op: 'eq', value: 'new' }], (o) => o['state'] === 'new'],
  ['a rare state', [{ field: 'state', op: 'eq', value: 'cancelled' }], (o) => o['state'] === 'cancelled'],
  [
    'a list of states',
    [{ field: 'state', op: 'in', value: ['new', 'cancelled'] }],
    (o) => o['state'] === 'new' || o['state'] === 'cancelled',
  ],
  ['nothing in a list', [{ field: 'state', op: 'in', value: [] }], () => false],
  [
    'an amount range',
    [
      { field: 'grandTotal', op: 'gte', value: 9000 },
      { field: 'grandTotal', op: 'lt', value: 9300 },
    ],
    (o) => Number(o['grandTotal']) >= 9000 && Number(o['grandTotal']) < 9300,
  ],
  ['no customer', [{ field: 'customerId', op: 'empty' }], (o) => o['customerId'] === null],
  ['equals nothing', [{ field: 'customerId', op: 'eq', value: null }], (o) => o['customerId'] === null],
  ['not that customer', [{ field: 'customerId', op: 'ne', value: 'c1' }], (o) => o['customerId'] !== 'c1'],
  [
    'a prefix in any case',
    [{ field: 'reference', op: 'prefix', value: 'r-100' }],
    (o) => String(fold(o['reference'])).startsWith('r-100'),
  ],
  ['an exact text', [{ field: 'reference', op: 'eq', value: 'R-10000' }], (o) => o['reference'] === 'R-10000'],
  [
    'two common ones',
    [
      { field: 'state', op: 'eq', value: 'new' },
      { field: 'storeId', op: 'eq', value: 's1' },
    ],
    (o) => o['state'] === 'new' && o['storeId'] === 's1',
  ],
  [
    'since',
    [{ field: 'placedAt', op: 'gt', value: 1_700_000_000_000 + 700 * 60_000 }],
    (o) => Number(o['placedAt']) > 1_700_000_000_000 + 700 * 60_000,
  ],
  [
    'by id',
    [{ field: 'id', op: 'in', value: ['o00007', 'o00001', 'none'] }],
    (o) => o.id === 'o00001' || o.id === 'o00007',
  ],
];

test.each(conditions)('finds %s, in any order, and counts them', async (_name, where, fits) => {
  const expected = orders.filter(fits);
  for (const field of ['placedAt', 'customerName', 'itemCount']) {
    const sort = [{ field, dir: 'desc' as const }];
    expect(await allPages({ where, sort })).toEqual(sorted(expected, sort));
  }
  const { count } = await read({ where, limit: 1 });
  if (count.exact) expect(count.value).toBe(expected.length);
  else expect(count.value).toBeLessThanOrEqual(expected.length);
});

const textOf = (o: AnyRecord, name: string) => {
  const value = o[name];
  return typeof value === 'string' ? value : '';
};
const searched = ['reference', 'customerName', 'email', 'customReference'];
const has = (o: AnyRecord, ...parts: string[]) =>
  parts.every((part) => searched.some((name) => textOf(o, name).toLowerCase().includes(part)));
const starts = (o: AnyRecord, part: string) => searched.some((name) => String(fold(textOf(o, name))).startsWith(part));
const searches: [string, (one: AnyRecord) => boolean][] = [
  ['lovelace', (o) => has(o, 'lovelace')],
  ['r-1000', (o) => has(o, 'r-1000')],
  ['example.com', (o) => has(o, 'example.com')],
  ['ada m12', (o) => has(o, 'ada', 'm12')],
  ['chatelet emi', (o) => o['customerName'] === 'Émilie du Châtelet'],
  ['hopper 10', (o) => has(o, 'hopper', '10')],
  ['m1', (o) => starts(o, 'm1')],
  ['kö', (o) => o['customerName'] === 'Kö'],
  ['zz', () => false],
  ['nothing"; DROP', () => false],
  ['a* OR b', () => false],
];

test.each(searches)('searches for %s', async (search, fits) => {
  const expected = orders.filter(fits);
  expect(await allPages({ search, sort: byPlaced })).toEqual(sorted(expected, byPlaced));
});

test('rights decide which rows are read and counted', async () => {
  const mine = orders.filter((one) => one['storeId'] === 's1');
  expect(await allPages({ sort: byPlaced }, oneStore)).toEqual(sorted(mine, byPlaced));
  expect((await read({ limit: 1 }, oneStore)).count).toEqual({ value: mine.length, exact: true });
  expect((await read({ limit: 1 })).count).toEqual({ value: ROWS, exact: true });
  const other = orders.find((one) => one['storeId'] === 's2')!;
  expect((await read({ where: [{ field: 'id', op: 'eq', value: other.id }] }, oneStore)).rows).toEqual([]);
  const two: Rights = [{ allow: ['sales.*'], deny: [], stores: ['s1', 's3'], warehouses: [] }];
  const both = orders.filter((one) => one['storeId'] !== 's2');
  expect(await allPages({ sort: byPlaced }, two)).toEqual(sorted(both, byPlaced));
  expect((await read({ limit: 1 }, two)).count).toEqual({ value: both.length, exact: true });
  const nobody: Rights = [{ allow: ['catalog.*'], deny: [], stores: '*', warehouses: '*' }];
  await expect(read({}, nobody)).rejects.toMatchObject({ code: 'forbidden' });
});

test('gives whole records, and names those that wait', async () => {
  const one = orders[3]!;
  const page = await read({ where: [{ field: 'id', op: 'eq', value: one.id }] });
  expect(page).toEqual({ rows: [one], next: null, count: { value: 1, exact: true }, pending: [] });
  await replica.write(({ sql }) => sql.run('UPDATE "order" SET note = ? WHERE id = ?', ['hm', one.id]));
  expect((await read({ where: [{ field: 'id', op: 'eq', value: one.id }] })).pending).toEqual([one.id]);
  await replica.write(async (tx) => {
    await tx.setState({ capture: false });
    await tx.rewind();
    await tx.setState({ capture: true });
  });
});

test.each<[string, Omit<QueryInput, 'entity'>, string]>([
  ['a field that is none', { where: [{ field: 'x" OR 1=1 --', op: 'eq', value: 1 }] }, 'x" OR 1=1 --'],
  ['a sort that is none', { sort: [{ field: 'rowid', dir: 'asc' }] }, 'rowid'],
  ['a value of another kind', { where: [{ field: 'placedAt', op: 'gt', value: 'x' }] }, 'placedAt'],
  ['a condition that does not suit', { where: [{ field: 'billingAddress', op: 'eq', value: 'x' }] }, 'billingAddress'],
  ['a cursor of another query', { after: ['x', 'o1'] }, 'after'],
  ['a limit beyond sense', { limit: 100_000 }, 'limit'],
])('refuses %s and names it', async (_name, query, field) => {
  await expect(read(query)).rejects.toMatchObject({ code: 'invalid', details: { field } });
});

test('refuses an entity that is none', async () => {
  await expect(reader.read({ entity: 'sqlite_master' }, everywhere)).rejects.toMatchObject({ code: 'notFound' });
});
