import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { product } from '../../../shared/domain/catalog/product';
import { domain } from '../../../shared/domain/domain';
import { order } from '../../../shared/domain/sales/order';
import { stockLevel } from '../../../shared/domain/stock/stock-level';
import type { Entity } from '../../../shared/kernel/entity';
import { addedLater, integer, optional, text } from '../../../shared/kernel/field';
import { createDomain } from '../../../shared/kernel/register';
import { columnsOf } from '../../../shared/store/columns';
import type { SqlValue } from '../../../shared/store/sql';
import { openReplica, type Replica } from './replica';

let folder: string;
let replica: Replica;
const open = async () => (replica = await openReplica(folder, domain));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'replica-'));
  await open();
});
afterEach(async () => {
  await replica.close();
  await rm(folder, { recursive: true, force: true });
});

const uncaptured = <T>(work: Parameters<typeof replica.write<T>>[0]) =>
  replica.write(async (tx) => {
    await tx.setState({ capture: false });
    const result = await work(tx);
    await tx.setState({ capture: true });
    return result;
  });

const columns = columnsOf(product).map(({ name }) => name);
const aProduct = (id: string, name = 'Tin', sku = `SKU-${id}`): SqlValue[] => [
  id,
  sku,
  JSON.stringify({ en: name, de: 'Blechdöschen' }),
  null,
  null,
  't1',
  1,
];
const level = (id: string, warehouseId: string, quantity = 1000): SqlValue[] => [id, warehouseId, 'v', quantity];
const levelColumns = columnsOf(stockLevel).map(({ name }) => name);
const all = (sql: string) => replica.reader.all(sql);
const match = async (text: string) =>
  (
    await replica.reader.all(
      'SELECT p.id FROM product__search s JOIN product p ON p._row = s.rowid WHERE product__search MATCH ? ORDER BY p.id',
      [`"${text}"`],
    )
  ).map(({ id }) => id);

test('the writer and the reader have our pragmas', async () => {
  await replica.write(async ({ sql }) => {
    expect(await sql.all('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    expect(await sql.all('PRAGMA synchronous')).toEqual([{ synchronous: 1 }]);
    expect(await sql.all('PRAGMA recursive_triggers')).toEqual([{ recursive_triggers: 1 }]);
    expect(await sql.all('PRAGMA foreign_keys')).toEqual([{ foreign_keys: 0 }]);
  });
  await expect(replica.reader.run('DELETE FROM product')).rejects.toMatchObject({ code: 'unavailable' });
});

test('rows from the wire: new ones inserted, changed ones updated, equal ones left alone', async () => {
  const first = await uncaptured((tx) => tx.applyRows(product, columns, [aProduct('a'), aProduct('b'), aProduct('c')]));
  expect(first).toEqual(['a', 'b', 'c']);
  const rows = [aProduct('a'), aProduct('b', 'Jar'), aProduct('d'), aProduct('c', 'Tin', 'NEW')];
  expect((await uncaptured((tx) => tx.applyRows(product, columns, rows))).sort()).toEqual(['b', 'c', 'd']);
  expect(await all('SELECT id, sku, name FROM product ORDER BY id')).toEqual([
    { id: 'a', sku: 'SKU-a', name: '{"en":"Tin","de":"Blechdöschen"}' },
    { id: 'b', sku: 'SKU-b', name: '{"en":"Jar","de":"Blechdöschen"}' },
    { id: 'c', sku: 'NEW', name: '{"en":"Tin","de":"Blechdöschen"}' },
    { id: 'd', sku: 'SKU-d', name: '{"en":"Tin","de":"Blechdöschen"}' },
  ]);
  expect(await uncaptured((tx) => tx.applyRows(product, columns, rows))).toEqual([]);
  expect(await all('SELECT * FROM product__base')).toEqual([]);
});

test('the same row twice in one batch: the later stands', async () => {
  await uncaptured((tx) => tx.applyRows(product, columns, [aProduct('a')]));
  await uncaptured((tx) =>
    tx.applyRows(product, columns, [
      aProduct('a', 'One'),
      aProduct('a', 'Two'),
      aProduct('n', 'x'),
      aProduct('n', 'y'),
    ]),
  );
  expect(await match('Two')).toEqual(['a']);
  expect(await all(`SELECT name->>'$.en' AS name FROM product ORDER BY id`)).toEqual([{ name: 'Two' }, { name: 'y' }]);
});

test('columns in another order, unknown and missing ones', async () => {
  const some = ['sku', 'shelf', 'id', 'taxRateId', 'name', 'active'];
  await uncaptured((tx) => tx.applyRows(product, some, [['S', 'from the future', 'a', 't', '{"en":"Tin"}', 0]]));
  expect(await all('SELECT id, sku, active, description FROM product')).toEqual([
    { id: 'a', sku: 'S', active: 0, description: null },
  ]);
  await expect(uncaptured((tx) => tx.applyRows(product, ['sku'], [['S']]))).rejects.toMatchObject({ code: 'damaged' });
});

test('lines of NDJSON go in unparsed, more than a batch; broken ones change nothing', async () => {
  const lines = Array.from({ length: 2500 }, (_, i) => JSON.stringify(aProduct(`p${i}`, `Tin "${i}"`)));
  await uncaptured((tx) => tx.applyLines(product, columns, lines));
  expect(await replica.count(product)).toBe(2500);
  const broken = uncaptured((tx) => tx.applyLines(product, columns, [JSON.stringify(aProduct('new')), '["x", ']));
  await expect(broken).rejects.toMatchObject({ code: 'damaged' });
  expect(await replica.count(product)).toBe(2500);
  expect((await replica.state()).capture).toBe(true);
});

test('a row is removed only from the scope that it lies in, so a row that moves survives in any order', async () => {
  await uncaptured((tx) => tx.applyRows(stockLevel, levelColumns, [level('a', 'w1'), level('b', 'w1')]));
  await uncaptured((tx) => tx.applyRows(stockLevel, levelColumns, [level('a', 'w2')]));
  expect(await uncaptured((tx) => tx.removeRows(stockLevel, ['a', 'b', 'none'], 'warehouse/w1'))).toEqual(['b']);
  expect(await uncaptured((tx) => tx.removeRows(product, ['a'], 'warehouse/w1'))).toEqual([]);
  expect(await all('SELECT id, "warehouseId" FROM "stockLevel"')).toEqual([{ id: 'a', warehouseId: 'w2' }]);
  expect(await replica.count(stockLevel, ['warehouse/w1'])).toBe(0);
  expect(await replica.count(stockLevel, ['warehouse/w2'])).toBe(1);
});

test('a scope that is no longer granted goes with its rows and its cursor, and nothing else does', async () => {
  await uncaptured(async (tx) => {
    await tx.applyRows(stockLevel, levelColumns, [level('a', 'w1'), level('b', 'w2')]);
    await tx.applyRows(product, columns, [aProduct('p')]);
    for (const scope of ['warehouse/w1', 'warehouse/w2', 'catalog']) await tx.setCursor({ scope, v: 7, resume: null });
  });
  const lost = await uncaptured((tx) => tx.purgeScope('warehouse/w1'));
  expect(lost.map(({ name }) => name)).toEqual(['stockLevel']);
  expect(await all('SELECT id FROM "stockLevel"')).toEqual([{ id: 'b' }]);
  expect((await replica.cursors()).map(({ scope }) => scope)).toEqual(['catalog', 'warehouse/w2']);
  expect(await replica.count(product)).toBe(1);
});

test('search follows every change, by fragment, language, case and accent', async () => {
  await uncaptured((tx) => tx.applyRows(product, columns, [aProduct('a', 'Crème brûlée'), aProduct('b', 'Kettle')]));
  expect(await match('brulee')).toEqual(['a']);
  expect(await match('DÖSCH')).toEqual(['a', 'b']);
  await uncaptured((tx) => tx.applyRows(product, columns, [aProduct('b', 'Teapot')]));
  expect(await match('ettl')).toEqual([]);
  expect(await match('apot')).toEqual(['b']);
  await uncaptured((tx) => tx.removeRows(product, ['b'], 'catalog'));
  expect(await match('dösch')).toEqual(['a']);
});

test('a bulk load leaves the same indexes, counts and full text as a slow one, also when it is cut short', async () => {
  const schema = () => all("SELECT name FROM sqlite_master WHERE type IN ('index', 'trigger') ORDER BY name");
  const before = await schema();
  const lines = Array.from({ length: 6000 }, (_, i) =>
    JSON.stringify(aProduct(`p${i}`, i === 4321 ? 'Needle' : 'Hay')),
  );
  await uncaptured(async (tx) => {
    expect(await tx.beginBulk(product, 100)).toBe(false);
    expect(await tx.beginBulk(product, lines.length)).toBe(true);
    await tx.applyLines(product, columns, lines);
  });
  expect((await schema()).length).toBeLessThan(before.length);
  await replica.close();
  await open();
  expect(await schema()).toEqual(before);
  expect(await match('needle')).toEqual(['p4321']);
  expect(await replica.count(product)).toBe(6000);
  await uncaptured((tx) => tx.removeRows(product, ['p4321'], 'catalog'));
  expect(await match('needle')).toEqual([]);
  expect(await uncaptured((tx) => tx.beginBulk(product, 5500))).toBe(false);
});

test('readers see a transaction whole or not at all, and do not wait for it', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const writing = uncaptured(async (tx) => {
    await tx.applyRows(product, columns, [aProduct('a')]);
    await held;
  });
  expect(await replica.count(product)).toBe(0);
  release();
  await writing;
  expect(await replica.count(product)).toBe(1);
});

test('rows of the centre are refused while changes are taken down', async () => {
  await expect(replica.write((tx) => tx.applyRows(product, columns, [aProduct('a')]))).rejects.toMatchObject({
    code: 'internal',
  });
  expect(await replica.count(product)).toBe(0);
});

test('a savepoint undoes just its own work, nested ones too', async () => {
  await uncaptured(async (tx) => {
    await tx.applyRows(product, columns, [aProduct('a')]);
    const failed = tx.savepoint(async () => {
      await tx.applyRows(product, columns, [aProduct('b')]);
      await tx.savepoint(async () => void (await tx.applyRows(product, columns, [aProduct('c')])));
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
  });
  expect(await all('SELECT id FROM product')).toEqual([{ id: 'a' }]);
});

test('state, membership and cursors are kept across a restart', async () => {
  await replica.write(async (tx) => {
    await tx.setState({ clientId: 'c', epoch: 'e', confMid: 3, pullSeq: 9, membership: ['catalog'], lastPull: 5 });
    await tx.setCursor({ scope: 'catalog', v: null, resume: 'product:p9' });
  });
  await replica.close();
  await open();
  expect(await replica.state()).toEqual({
    clientId: 'c',
    epoch: 'e',
    appliedMid: 0,
    confMid: 3,
    pullSeq: 9,
    capture: true,
    membership: ['catalog'],
    lastPull: 5,
  });
  expect(await replica.cursors()).toEqual([{ scope: 'catalog', v: null, resume: 'product:p9' }]);
});

test('a file that is no database is set aside with its parts, and a new replica begun', async () => {
  await replica.close();
  await writeFile(join(folder, 'replica.db'), 'this is no database, and long enough to be taken for one'.repeat(100));
  await writeFile(join(folder, 'replica.db-wal'), 'x');
  await open();
  expect(await replica.count(order)).toBe(0);
  expect(await readdir(join(folder, 'quarantine', '1'))).toEqual(expect.arrayContaining(['replica.db']));
});

const upgradedWith = async (fields: Entity['fields'], more: Partial<Entity> = {}) => {
  await uncaptured((tx) => tx.applyRows(product, columns, [aProduct('a')]));
  await replica.close();
  const next = domain.entities.map((one) => (one.name === 'product' ? { ...product, ...more, fields } : one));
  replica = await openReplica(folder, createDomain(next, domain.mutations));
  return replica.reader.all('SELECT * FROM product');
};

test('columns that come and go leave rows and what is derived of them', async () => {
  const { description: _, ...kept } = product.fields;
  const rows = await upgradedWith({ ...kept, grade: addedLater(text(), 'it’s B'), size: optional(text()) });
  expect(rows).toMatchObject([{ id: 'a', grade: 'it’s B', size: null }]);
  expect(rows[0]).not.toHaveProperty('description');
  expect(await replica.count(product)).toBe(1);
  expect(await readdir(folder)).not.toContain('quarantine');
});

test.each([
  ['a required column without a value for rows that are here', { ...product.fields, grade: text() }, {}],
  ['a column of another type', { ...product.fields, sku: integer() }, {}],
  ['another scope', product.fields, { scope: { shared: 'elsewhere' } }],
])('what only a new file expresses sets the old one aside: %s', async (_what, fields, more) => {
  expect(await upgradedWith(fields, more)).toEqual([]);
  expect(await readdir(join(folder, 'quarantine', '1'))).toContain('replica.db');
});

test('a file that was made in another way is set aside', async () => {
  await uncaptured((tx) => tx.applyRows(product, columns, [aProduct('a')]));
  await replica.write(({ sql }) => sql.run("UPDATE _state SET schema = 'older'"));
  await replica.write(({ sql }) => sql.run("UPDATE _shape SET make = 'older'"));
  await replica.close();
  await open();
  expect(await replica.count(product)).toBe(0);
  expect(await readdir(join(folder, 'quarantine', '1'))).toContain('replica.db');
});
