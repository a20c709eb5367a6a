import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { domain } from '../../shared/domain/domain';
import { order } from '../../shared/domain/sales/order';
import { querySchema, type QueryInput, type Scalar } from '../../shared/kernel/query';
import { cursorOf, orderKeys } from '../../shared/store/keyset-sql';
import { criteriaOf, pageSql, type Reading } from '../../shared/store/query-sql';
import { planOf } from './read-plan';
import { openReplica, type Replica } from './store/replica';

let folder: string;
let replica: Replica;
const columns = ['id', 'reference', 'storeId', 'customerName', 'email', 'placedAt', 'state', 'source', 'currency'];
const sums = ['itemCount', 'subtotal', 'taxTotal', 'grandTotal'];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-plan-'));
  replica = await openReplica(folder, domain);
  const rows = Array.from({ length: 3000 }, (_, i) => [
    ...[`o${i}`, `R-${i}`, `s${i % 3}`, `Name ${i % 7}`, `m${i % 900}@example.com`, i % 77],
    ...[['new', 'closed'][i % 2] ?? '', 'counter', 'EUR', i % 9, i, i, i],
  ]);
  await replica.write(async (tx) => {
    await tx.setState({ capture: false });
    await tx.applyRows(order, [...columns, ...sums], rows);
  });
});
afterAll(async () => {
  await replica.close();
  await rm(folder, { recursive: true, force: true });
});

function readingOf(query: Omit<QueryInput, 'entity'>): Reading {
  return { entity: order, query: querySchema.parse({ entity: 'order', ...query }), filter: 'all', dialect: 'sqlite' };
}

/** `rows`: how many the table is said to hold. */
async function planText(query: Omit<QueryInput, 'entity'>, rows = 1_000_000): Promise<string[]> {
  const reading = readingOf(query);
  const criteria = criteriaOf(reading);
  const { plan } = await planOf(replica.reader, reading, { criteria, rows });
  const texts: string[] = [];
  for (const { sql, params } of pageSql(reading, criteria, plan)) {
    const steps = await replica.reader.all(`EXPLAIN QUERY PLAN ${sql}`, params);
    texts.push(...steps.map(({ detail }) => String(detail)));
  }
  return texts;
}

/** The cursor behind the fiftieth row. */
async function cursor(query: Omit<QueryInput, 'entity'>): Promise<Scalar[]> {
  const reading = readingOf({ ...query, limit: 50 });
  const [page] = pageSql(reading);
  const rows = await replica.reader.all(page!.sql, page!.params);
  return cursorOf(orderKeys(order, reading.query.sort), rows[49]!);
}

const listed = [order.list.sort.field, ...(order.list.sortable ?? [])];
test.each(listed.flatMap((field) => (['asc', 'desc'] as const).map((dir) => [field, dir] as const)))(
  'a list sorted by %s %s walks an index, on every page',
  async (field, dir) => {
    const sort = [{ field, dir }];
    for (const after of [null, await cursor({ sort })]) {
      const steps = await planText({ sort, after });
      expect(steps.join('\n')).toMatch(/^(SCAN|SEARCH) order USING INDEX order__by_/);
      expect(steps.join('\n')).not.toMatch(/TEMP B-TREE/);
      if (after) expect(steps[0]).toMatch(/^SEARCH/);
    }
  },
);

test('a filter with an index of its own walks it in the order of the list', async () => {
  const where = [{ field: 'state', op: 'eq' as const, value: 'new' }];
  for (const after of [null, await cursor({ where })]) {
    const steps = await planText({ where, after }, 100);
    expect(steps).toEqual([expect.stringMatching(/^SEARCH order USING INDEX order__by_state_placedAt_id \(state=\?/)]);
  }
});

test('a short search asks the indexes, a rare one sorts just what it found', async () => {
  const steps = (await planText({ search: 'm1', limit: 500 })).join('\n');
  expect(steps).toMatch(/MULTI-INDEX OR/);
  expect(steps).not.toMatch(/SCAN order/);
});
