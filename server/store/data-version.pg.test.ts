import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCentre } from '../app';
import { runCommand } from '../commands';
import { domain } from '../../shared/domain/domain';
import { databases, smallShop, TestCentres } from '../../test/harness/test-centre';
import type { Database } from './database';
import { openPostgresDatabase } from './postgres-database';
import { openSqliteDatabase } from './sqlite-database';

const centres = new TestCentres();
afterAll(() => centres.close());

type Where = { dataDir: string } | { databaseUrl: string };
const later = domain.version + 1;
const why = { code: 'upgradeRequired', details: { reason: 'data.newer', found: later, known: domain.version } };

async function within<T>(where: Where, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await ('dataDir' in where
    ? openSqliteDatabase(join(where.dataDir, 'centre.db'))
    : openPostgresDatabase(where.databaseUrl));
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

/** Every byte that is kept: of files, or of all tables with the places of their rows, and what tables and indexes there are. */
async function kept(where: Where): Promise<unknown> {
  if ('dataDir' in where)
    return readdirSync(where.dataDir)
      .sort()
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(where.dataDir, name)))
          .digest('hex'),
      ]);
  return within(where, (db) =>
    db.read(async (sql) => {
      const made = await sql.all(
        "SELECT relname, relkind FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1",
      );
      const tables = made.filter(({ relkind }) => relkind === 'r');
      const rows = [];
      for (const { relname } of tables)
        rows.push(await sql.all(`SELECT ctid::text AS place, xmin::text AS since, t.* FROM "${relname}" t`));
      return [made, rows];
    }),
  );
}

describe.each(databases)('data of a later release on %s', (database) => {
  let where: Where;
  beforeAll(async () => {
    where = await centres.fresh(database);
    await (await createCentre({ ...where, demo: smallShop })).close();
  });

  test('the version is noted at the start', async () => {
    await expect(createCentre({ ...where, domain: { ...domain, version: domain.version - 1 } })).rejects.toMatchObject({
      details: { found: domain.version, known: domain.version - 1 },
    });
  });

  test('is refused by the centre and by every command, and nothing in it changes', async () => {
    await (await createCentre({ ...where, domain: { ...domain, version: later } })).close();
    const before = await kept(where);
    await expect(createCentre(where)).rejects.toMatchObject(why);
    const place = { databaseUrl: undefined, dataDir: '', ...where };
    for (const words of [['new-epoch'], ['check-audit'], ['backup', '/nowhere/a.db'], ['restore', '/nowhere/a.db']])
      if (database === 'SQLite' || words.length === 1)
        await expect(runCommand(place, words)).rejects.toMatchObject(why);
    expect(await kept(where)).toEqual(before);
  });
});
