import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { types } from 'pg';
import { Sequelize } from 'sequelize';
import { toPlainError } from '../../shared/kernel/errors';
import { parseInput } from '../../shared/kernel/parse';
import type { Rights } from '../../shared/kernel/permission';
import { columnsOf } from '../../shared/store/columns';
import { sequelizeSql } from '../../shared/store/sequelize-sql';
import { quoted, type Sql } from '../../shared/store/sql';
import { openSqlite, type SqliteConnection } from '../../shared/store/sqlite';
import { schemaSql } from '../../shared/store/tables';
import { createVerbTx } from '../../shared/store/verb-tx';
import { startPostgres, type Postgres } from '../harness/postgres';
import { Dice } from '../simulation/random';
import { centreDomain } from '../simulation/simulated-domain';
import { faultNames, type Faults } from '../simulation/swarm';
import { wishOf } from '../simulation/wishes';
import { world } from '../simulation/world';
import { seedOfRun, tell } from './dice';

const ACTS = 1000;
const rights: Rights = [{ allow: ['*'], deny: [], stores: '*', warehouses: '*' }];
const all = Object.fromEntries(faultNames.map((name) => [name, true])) as Faults; // all names

let postgres: Postgres;
let connection: Sequelize;
let lite: SqliteConnection;
let eyes: Sqlite.Database;
let ends: readonly Sql[];
const folder = mkdtempSync(join(tmpdir(), 'backroom-verbs-'));

beforeAll(async () => {
  types.setTypeParser(20, Number); // as the centre does
  postgres = await startPostgres();
  connection = new Sequelize(postgres.url, { logging: false, pool: { min: 1, max: 1 } });
  lite = await openSqlite(join(folder, 'verbs.db'), { synchronous: 'NORMAL' });
  eyes = new Sqlite(join(folder, 'verbs.db'), { readonly: true });
  ends = [lite, sequelizeSql(connection)];
  for (const sql of ends) await fill(sql);
}, 120_000);

afterAll(async () => {
  eyes.close();
  await lite.close();
  await connection.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function fill(sql: Sql): Promise<void> {
  for (const entity of centreDomain.entities) for (const line of schemaSql(entity, sql.dialect)) await sql.run(line);
  const tx = createVerbTx({ sql, rights, capability: 'x' });
  for (const batch of world) {
    if (batch.kind !== 'records') continue;
    const entity = centreDomain.entities.find(({ name }) => name === batch.entity);
    if (!entity) continue;
    for (const record of batch.records) await tx.put(entity, parseInput(entity.schema, record));
  }
}

/** A gesture, all of it or nothing; resolves to what the person is told. */
async function act(sql: Sql, { uid, name, args }: { uid: string; name: string; args: unknown }): Promise<string> {
  const verb = centreDomain.mutation(name);
  const tx = createVerbTx({ sql, rights, capability: verb.capability, lock: true });
  await sql.run('BEGIN');
  try {
    await verb.run(tx, parseInput(verb.args, args), { actor: 'user-0', at: 1_767_600_000_000, uid });
    await sql.run('COMMIT');
    return 'done';
  } catch (error) {
    await sql.run('ROLLBACK');
    const { code, message, details } = toPlainError(error);
    return `${code} ${details.reason ?? message}`;
  }
}

/** Every table of an end, each value as text: integers beyond 2^31 come as text from PostgreSQL where they are summed. */
async function picture(sql: Sql): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const entity of centreDomain.entities) {
    const names = columnsOf(entity).map(({ name }) => quoted(name));
    const rows = await sql.all(`SELECT ${names.join(', ')} FROM ${quoted(entity.name)}`);
    tables[entity.name] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return tables;
}

test('the same gestures are told the same and leave the same rows on SQLite and on PostgreSQL', async () => {
  const seed = seedOfRun();
  const dice = new Dice(seed);
  const look = (sql: string, params: readonly (string | number | null)[] = []) =>
    eyes
      .prepare(sql)
      .raw()
      .all(...params) as (string | number | null)[][]; // see `raw`
  const told: Record<string, number> = {};
  const names = new Set<string>();
  for (let count = 0; count < ACTS; count += 1) {
    const wish = wishOf({ look, dice, faults: all, uid: `u${count}`, desks: 4 }, []);
    if (!wish) continue;
    const [here, there] = [await act(ends[0]!, wish), await act(ends[1]!, wish)];
    if (here !== there)
      throw new Error(`${wish.name} ${JSON.stringify(wish.args)}: ${here} and ${there} (seed ${seed})`);
    names.add(wish.name);
    told[here] = (told[here] ?? 0) + 1;
    if (count % 250 === 249) expect(await picture(ends[1]!)).toEqual(await picture(ends[0]!));
  }
  expect(await picture(ends[1]!)).toEqual(await picture(ends[0]!));
  tell(`verbs: ${ACTS} gestures of ${names.size} verbs on two databases: ${JSON.stringify(told)}`, seed);
  expect(names.size).toBeGreaterThan(10);
  expect(told['done']).toBeGreaterThan(ACTS / 3);
  expect(Object.keys(told).length).toBeGreaterThan(2);
}, 180_000);
