import { types, type Client } from 'pg';
import { Sequelize } from 'sequelize';
import { numbered, type Row, type Sql, type SqlValue } from '../../shared/store/sql';
import type { Database, ReadTx } from './database';

/** Our integers stay within ±2^53, so int8 (20) and the numeric of sums (1700) are numbers here. */
types.setTypeParser(20, Number);
types.setTypeParser(1700, Number);

const READING = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';
const POOL = 20;
/** Statements worth keeping prepared; more would only fill the server's memory. */
const PREPARED = 400;

const names = new Map<string, string>();
const texts = new Map<string, string>();

function textOf(sql: string): string {
  const known = texts.get(sql);
  if (known) return known;
  const text = numbered(sql);
  if (texts.size < PREPARED) texts.set(sql, text);
  return text;
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= PREPARED || text.length > 2000) return known;
  names.set(text, `b${names.size}`);
  return names.get(text);
}

function sqlOf(client: Client): Sql {
  const query = (sql: string, params: readonly unknown[]) => {
    const text = textOf(sql);
    const name = params.length > 0 ? nameOf(text) : undefined;
    return client.query<Row>({ text, values: [...params], ...(name ? { name } : {}) });
  };
  return {
    dialect: 'postgres',
    all: async (sql, params = []) => (await query(sql, params)).rows,
    run: async (sql, params = []) => (await query(sql, params)).rowCount ?? 0,
  };
}

interface Open {
  readonly sql: Sql;
  /** Back to the pool after this statement, if any; a connection that could not end its transaction is thrown away. */
  readonly end: (word?: 'COMMIT' | 'ROLLBACK') => Promise<void>;
}

async function openConnection({ connectionManager }: Sequelize): Promise<Open> {
  const client = (await connectionManager.getConnection({ type: 'write' })) as Client; // the postgres dialect hands out pg clients
  const sql = sqlOf(client);
  return {
    sql,
    async end(word) {
      try {
        if (word) await sql.run(word);
        connectionManager.releaseConnection(client);
      } catch (error) {
        await connectionManager.destroyConnection(client).catch(() => undefined);
        throw error;
      }
    },
  };
}

async function within<T>(sequelize: Sequelize, begin: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const { sql, end } = await openConnection(sequelize);
  let value: T;
  try {
    await sql.run(begin);
    value = await work(sql);
  } catch (error) {
    await end('ROLLBACK').catch(() => undefined);
    throw error;
  }
  await end('COMMIT');
  return value;
}

async function look(sequelize: Sequelize, text: string, params: readonly SqlValue[]): Promise<Row[]> {
  const { sql, end } = await openConnection(sequelize);
  let rows: Row[];
  try {
    rows = await sql.all(text, params);
  } catch (error) {
    await end('ROLLBACK').catch(() => undefined); // a line that is broken does not come back to the pool
    throw error;
  }
  await end();
  return rows;
}

async function openRead(sequelize: Sequelize): Promise<ReadTx> {
  const { sql, end } = await openConnection(sequelize);
  try {
    await sql.run(READING);
  } catch (error) {
    await end('ROLLBACK').catch(() => undefined);
    throw error;
  }
  return { sql, end: () => end('COMMIT').catch(() => undefined) };
}

/** The centre's database in production. `url` is a connection string of PostgreSQL. */
export async function openPostgresDatabase(url: string): Promise<Database> {
  const sequelize = new Sequelize(url, {
    dialect: 'postgres',
    logging: false,
    pool: { max: POOL, min: 0, acquire: 30_000, idle: 10_000 },
    dialectOptions: { application_name: 'backroom', keepAlive: true },
  });
  await sequelize.authenticate();
  return {
    dialect: 'postgres',
    write: (work) => within(sequelize, 'BEGIN ISOLATION LEVEL READ COMMITTED', work),
    look: (text, params = []) => look(sequelize, text, params),
    read: (work) => within(sequelize, READING, work),
    openRead: () => openRead(sequelize),
    close: () => sequelize.close(),
  };
}
