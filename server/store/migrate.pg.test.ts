import { order } from '../../shared/domain/sales/order';
import { user } from '../../shared/domain/staff/user';
import { role } from '../../shared/domain/staff/role';
import { createDomain } from '../../shared/kernel/register';
import { databases, TestCentres } from '../../test/harness/test-centre';
import type { Database } from './database';
import { ensureIdentity } from './meta';
import { migrate } from './migrate';
import { openPostgresDatabase } from './postgres-database';
import { openSqliteDatabase } from './sqlite-database';

const centres = new TestCentres();
const open: Database[] = [];
afterAll(async () => {
  for (const db of open) await db.close();
  await centres.close();
});

describe.each(databases)('the tables on %s', (database) => {
  let db: Database;
  beforeAll(async () => {
    const where = await centres.fresh(database);
    db =
      'dataDir' in where
        ? await openSqliteDatabase(`${where.dataDir}/centre.db`)
        : await openPostgresDatabase(where.databaseUrl);
    open.push(db);
  });

  test('a later version adds its columns and keeps rows and identity', async () => {
    const { note: _, ...older } = order.fields;
    await db.write((sql) => migrate(sql, createDomain([{ ...order, fields: older }, role], [])));
    const before = await db.write(ensureIdentity);
    await db.write((sql) => sql.run(`INSERT INTO "role" (id, name, allow, deny) VALUES ('r', 'R', '[]', '[]')`));
    const now = createDomain([order, role, user], []);
    await db.write((sql) => migrate(sql, now));
    await db.write((sql) => migrate(sql, now));
    expect(await db.read((sql) => sql.all('SELECT id, note FROM "order"'))).toEqual([]);
    expect(await db.read((sql) => sql.all('SELECT id FROM "role"'))).toEqual([{ id: 'r' }]);
    const after = await db.write(ensureIdentity);
    expect({ epoch: after.epoch, key: after.publicKey }).toEqual({ epoch: before.epoch, key: before.publicKey });
  });

  test('a transaction that throws leaves nothing; a reader sees one state however long it reads', async () => {
    const insert = (id: string) => `INSERT INTO "role" (id, name, allow, deny) VALUES ('${id}', 'R', '[]', '[]')`;
    await expect(
      db.write(async (sql) => {
        await sql.run(insert('lost'));
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    const count = async (sql: { all: (text: string) => Promise<unknown[]> }) =>
      (await sql.all('SELECT id FROM "role"')).length;
    const reader = await db.openRead();
    const first = await count(reader.sql);
    await db.write((sql) => sql.run(insert('new')));
    expect(await count(reader.sql)).toBe(first);
    await reader.end();
    expect(await db.read(count)).toBe(first + 1);
    await expect(db.read((sql) => sql.run(insert('forbidden')))).rejects.toThrow(/read.?only/i);
  });

  test('integers come back as numbers, and text pages in the order of its bytes', async () => {
    const [row] = await db.read((sql) => sql.all('SELECT COUNT(*) AS n FROM "role"'));
    expect(typeof row?.['n']).toBe('number');
    for (const id of ['a', 'B', 'ä', 'Z', '1'])
      await db.write((sql) => sql.run(`INSERT INTO "role" (id, name, allow, deny) VALUES (?, 'x', '[]', '[]')`, [id]));
    const rows = await db.read((sql) => sql.all(`SELECT id FROM "role" WHERE name = 'x' ORDER BY id`));
    expect(rows.map(({ id }) => id)).toEqual(['1', 'B', 'Z', 'a', 'ä']);
  });
});
