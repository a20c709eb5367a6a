import { types } from 'pg';
import { Sequelize } from 'sequelize';
import { startPostgres, type Postgres } from '../../test/harness/postgres';
import { order } from '../domain/sales/order';
import { product } from '../domain/catalog/product';
import type { RecordOf } from '../kernel/entity';
import type { Condition, Query } from '../kernel/query';
import { querySchema, type QueryInput } from '../kernel/query';
import type { Rights } from '../kernel/permission';
import { columnsOf } from './columns';
import { cursorOf, orderKeys } from './keyset-sql';
import { pageSql, type Reading } from './query-sql';
import { sequelizeSql } from './sequelize-sql';
import { quoted, type Row, type Sql } from './sql';
import { sqliteDialect } from './sqlite';
import { schemaSql } from './tables';
import { createVerbTx } from './verb-tx';

let postgres: Postgres;
let connections: Sequelize[];
let ends: Sql[];
const rights: Rights = [{ allow: ['*'], deny: [], stores: '*', warehouses: '*' }];

beforeAll(async () => {
  types.setTypeParser(20, Number); // as the centre does
  postgres = await startPostgres();
  connections = [
    new Sequelize({
      dialect: 'sqlite',
      dialectModule: sqliteDialect({ synchronous: 'NORMAL' }),
      storage: ':memory:',
      logging: false,
    }),
    new Sequelize(postgres.url, { logging: false }),
  ];
  ends = connections.map((one) => sequelizeSql(one));
  for (const sql of ends)
    for (const entity of [order, product]) for (const line of schemaSql(entity, sql.dialect)) await sql.run(line);
  for (const sql of ends) await fill(sql);
}, 120_000);
afterAll(async () => {
  for (const connection of connections) await connection.close();
  await postgres.stop();
});

const names = ['Ada', 'ada', 'Émilie', 'zoë', 'Zoe', '10% off_"?$1', 'Ö'];
const anOrder = (i: number): RecordOf<typeof order> => ({
  id: `o${(i * 37) % 200}`,
  reference: `${i % 2 ? 'r' : 'R'}-${i}`,
  storeId: `s${i % 3}`,
  customerId: i % 4 ? `c${i % 9}` : null,
  customerName: names[i % names.length] ?? '',
  email: i % 3 ? `M${i % 20}@example.com` : null,
  placedAt: 1_760_000_000_000 + (i % 50),
  state: i % 5 ? 'confirmed' : 'new',
  source: 'web',
  currency: 'EUR',
  itemCount: i % 6,
  subtotal: -i,
  taxTotal: 0,
  grandTotal: 99_000_000_000 - i,
  billingAddress: null,
  shippingAddress: null,
  customReference: i % 7 ? null : `x${i % 3}`,
  note: null,
});

async function fill(sql: Sql) {
  const tx = createVerbTx({ sql, rights, capability: 'x', lock: true });
  for (let i = 0; i < 200; i += 1) await tx.put(order, anOrder(i));
  await tx.patch(order, 'o37', { note: 'a "note" $1 ?', grandTotal: 5 });
  await tx.remove(order, 'o74');
  const image = { sha256: 'f'.repeat(64), type: 'image/png' };
  const tin = {
    id: 'p',
    sku: 'S',
    name: { de: 'Dose', en: 'Tin' },
    description: null,
    image,
    taxRateId: 't',
    active: true,
  };
  await tx.put(product, tin);
}

const rows = (sql: Sql, entity: typeof order | typeof product) =>
  sql.all(
    `SELECT ${columnsOf(entity)
      .map(({ name }) => quoted(name))
      .join(', ')} FROM ${quoted(entity.name)} ORDER BY "id"`,
  );
const numbers = (list: Row[]) =>
  list.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? null : String(value)])),
  );

test('the same verbs leave the same bytes in both databases', async () => {
  for (const entity of [order, product] as const) {
    const [lite, post] = await Promise.all(ends.map(async (sql) => numbers(await rows(sql, entity as typeof order))));
    expect(lite!.length).toBeGreaterThan(0);
    expect(post).toEqual(lite);
  }
});

test('integers come back as numbers', async () => {
  for (const sql of ends) {
    const [row] = await sql.all('SELECT "grandTotal", count(*) AS n FROM "order" WHERE "id" = ? GROUP BY 1', ['o0']);
    expect(row).toEqual({ grandTotal: 99_000_000_000, n: 1 });
    expect(await sql.run('UPDATE "order" SET "note" = NULL WHERE "state" = ?', ['new'])).toBe(40);
  }
});

const wheres: Condition[][] = [
  [],
  [{ field: 'state', op: 'eq', value: 'new' }],
  [{ field: 'customerName', op: 'eq', value: 'Ada' }],
  [{ field: 'customerName', op: 'prefix', value: 'a' }],
  [{ field: 'customerName', op: 'prefix', value: '10% off_' }],
  [{ field: 'customerId', op: 'empty', value: null }],
  [{ field: 'customerId', op: 'ne', value: 'c1' }],
  [{ field: 'customerId', op: 'in', value: ['c1', null] }],
  [{ field: 'grandTotal', op: 'lt', value: 98_999_999_950 }],
];

test.each(wheres.map((where) => [where]))('a verb finds the same by %j', async (where) => {
  const found = await Promise.all(
    ends.map(async (sql) =>
      (await createVerbTx({ sql, rights, capability: 'x' }).find(order, where)).map(({ id }) => id),
    ),
  );
  expect(found[0]!.length).toBeGreaterThan(0);
  expect(found[1]).toEqual(found[0]);
});

async function allPages(sql: Sql, input: Omit<QueryInput, 'entity'>) {
  const ids: string[] = [];
  let after: Query['after'] = null;
  do {
    const query: Query = { ...querySchema.parse({ entity: 'order', limit: 23, ...input }), after };
    const reading: Reading = { entity: order, query, filter: 'all', dialect: sql.dialect };
    const page: Row[] = [];
    for (const { sql: text, params } of pageSql(reading))
      if (page.length < 24) page.push(...(await sql.all(text, params)));
    ids.push(...page.slice(0, 23).map(({ id }) => String(id)));
    after = page.length > 23 ? cursorOf(orderKeys(order, query.sort), page[22]!) : null;
  } while (after);
  return ids;
}

const sorts = ['placedAt', 'customerName', 'email', 'customReference', 'grandTotal'].flatMap((field) =>
  (['asc', 'desc'] as const).map((dir) => [{ field, dir }]),
);
test.each(
  [
    ...sorts,
    [
      { field: 'state', dir: 'desc' as const },
      { field: 'email', dir: 'desc' as const },
    ],
  ].map((sort) => [sort]),
)('pages are cut alike, sorted by %j', async (sort) => {
  const [lite, post] = [await allPages(ends[0]!, { sort }), await allPages(ends[1]!, { sort })];
  expect(new Set(lite).size).toBe(199);
  expect(post).toEqual(lite);
});
