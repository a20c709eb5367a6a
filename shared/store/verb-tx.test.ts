import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sequelize, Transaction } from 'sequelize';
import { order } from '../domain/sales/order';
import { stockLevel } from '../domain/stock/stock-level';
import { product } from '../domain/catalog/product';
import type { RecordOf } from '../kernel/entity';
import type { Rights } from '../kernel/permission';
import { schemaSql } from './tables';
import { sequelizeSql } from './sequelize-sql';
import { openSqlite, sqliteDialect } from './sqlite';
import { createVerbTx, type Touch } from './verb-tx';
import type { Sql } from './sql';

const everywhere: Rights = [{ allow: ['*'], deny: [], stores: '*', warehouses: '*' }];
const oneStore: Rights = [{ allow: ['*'], deny: [], stores: ['s1'], warehouses: [] }];

const anOrder = (id: string, changes: Partial<RecordOf<typeof order>> = {}): RecordOf<typeof order> => ({
  id,
  reference: `R-${id}`,
  storeId: 's1',
  customerId: null,
  customerName: 'Ada',
  email: null,
  placedAt: 1_760_000_000_000,
  state: 'confirmed',
  source: 'counter',
  currency: 'EUR',
  itemCount: 1,
  subtotal: 84,
  taxTotal: 16,
  grandTotal: 100,
  billingAddress: { firstName: 'Ada', lastName: 'L', address1: 'Way 1', zip: '1', city: 'X', country: 'DE' },
  shippingAddress: null,
  customReference: null,
  note: null,
  ...changes,
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verb-tx-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function withDriver(work: (sql: Sql) => Promise<void>): Promise<void> {
  const connection = await openSqlite(join(folder, 'a.db'), { synchronous: 'NORMAL' });
  for (const line of [order, product, stockLevel].flatMap((e) => schemaSql(e, 'desk'))) await connection.run(line);
  await work(connection);
  await connection.close();
}

async function withSequelize(work: (sql: Sql) => Promise<void>): Promise<void> {
  const sequelize = new Sequelize({
    dialect: 'sqlite',
    dialectModule: sqliteDialect({ synchronous: 'FULL' }),
    storage: join(folder, 'b.db'),
    logging: false,
  });
  for (const line of [order, product, stockLevel].flatMap((e) => schemaSql(e, 'sqlite'))) await sequelize.query(line);
  await sequelize.transaction({ type: Transaction.TYPES.IMMEDIATE }, async (transaction) => {
    const sql = sequelizeSql(sequelize, transaction);
    expect(await sql.all('PRAGMA synchronous')).toEqual([{ synchronous: 2 }]);
    expect(await sql.all('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    expect(await sql.all('PRAGMA foreign_keys')).toEqual([{ foreign_keys: 1 }]);
    await work(sql);
  });
  await sequelize.close();
}

describe.each([
  ['the driver', withDriver],
  ['Sequelize, inside a transaction', withSequelize],
])('a verb over %s', (_name, over) => {
  const tx = (sql: Sql, rights: Rights = everywhere, touched: Touch[] = []) =>
    createVerbTx({ sql, rights, capability: 'sales.order.place', onTouch: (touch) => void touched.push(touch) });

  test('reads back what it wrote, with JSON, flags and empty fields', () =>
    over(async (sql) => {
      const tin: RecordOf<typeof product> = {
        id: 'p1',
        sku: 'T-1',
        name: { en: 'Tin "?"', de: 'Dose' },
        description: null,
        image: { sha256: 'a'.repeat(64), type: 'image/png' },
        taxRateId: 't1',
        active: false,
      };
      await tx(sql).put(product, tin);
      await tx(sql).put(order, anOrder('o1'));
      expect(await tx(sql).get(product, 'p1')).toEqual(tin);
      expect(await tx(sql).get(order, 'o1')).toEqual(anOrder('o1'));
      expect(await tx(sql).get(order, 'o2')).toBeNull();
    }));

  test('patches only the named fields and tells what it touched', () =>
    over(async (sql) => {
      const touched: Touch[] = [];
      const verb = tx(sql, everywhere, touched);
      await verb.put(order, anOrder('o1'));
      await verb.patch(order, 'o1', { note: 'fragile' });
      await verb.patch(order, 'o1', { note: 'fragile' });
      await verb.remove(order, 'o1');
      await verb.remove(order, 'o1');
      expect(touched.map(({ before, after }) => [before?.['note'], after?.['note']])).toEqual([
        [undefined, null],
        [null, 'fragile'],
        ['fragile', undefined],
      ]);
    }));

  test('finds by condition, ordered by id, at most as many as asked for', () =>
    over(async (sql) => {
      for (const [i, id] of ['o3', 'o1', 'o2'].entries())
        await tx(sql).put(order, anOrder(id, { state: i === 0 ? 'new' : 'confirmed', reference: i === 1 ? 'x' : 'X' }));
      const ids = async (...args: Parameters<typeof find>) => (await find(...args)).map(({ id }) => id);
      const find = (where: Parameters<ReturnType<typeof tx>['find']>[1], limit?: number) =>
        tx(sql).find(order, where, limit);
      expect(await ids([{ field: 'state', op: 'eq', value: 'confirmed' }])).toEqual(['o1', 'o2']);
      expect(await ids([{ field: 'reference', op: 'eq', value: 'X' }])).toEqual(['o2', 'o3']);
      expect(await ids([{ field: 'placedAt', op: 'gte', value: 1_760_000_000_000 }], 2)).toEqual(['o1', 'o2']);
      await expect(find([{ field: 'nope"; --', op: 'eq', value: 1 }])).rejects.toMatchObject({
        code: 'invalid',
        details: { field: 'nope"; --' },
      });
    }));

  test('refuses a broken record and names the field', () =>
    over(async (sql) => {
      await expect(tx(sql).put(order, anOrder('o1', { itemCount: -1 }))).rejects.toMatchObject({
        code: 'invalid',
        details: { field: 'itemCount' },
      });
      await expect(tx(sql).patch(order, 'gone', { note: 'x' })).rejects.toMatchObject({ code: 'notFound' });
      expect(await tx(sql).find(order, [])).toEqual([]);
    }));

  test('asks for the right at the place of the row, before and after', () =>
    over(async (sql) => {
      await tx(sql).put(order, anOrder('mine'));
      await tx(sql).put(order, anOrder('theirs', { storeId: 's2' }));
      const clerk = tx(sql, oneStore);
      await clerk.patch(order, 'mine', { note: 'ok' });
      const forbidden = { code: 'forbidden' };
      await expect(clerk.patch(order, 'theirs', { note: 'no' })).rejects.toMatchObject(forbidden);
      await expect(clerk.patch(order, 'theirs', { storeId: 's1' })).rejects.toMatchObject(forbidden);
      await expect(clerk.patch(order, 'mine', { storeId: 's2' })).rejects.toMatchObject(forbidden);
      await expect(clerk.remove(order, 'theirs')).rejects.toMatchObject(forbidden);
      const level = { id: 'w1:v', warehouseId: 'w1', variantId: 'v', quantity: 1 };
      await expect(clerk.put(stockLevel, level)).rejects.toMatchObject(forbidden);
      expect(await tx(sql).get(order, 'theirs')).toEqual(anOrder('theirs', { storeId: 's2' }));
    }));
});
