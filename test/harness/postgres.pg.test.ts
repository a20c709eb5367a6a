import { Client } from 'pg';
import type { Postgres } from './postgres';
import { startPostgres } from './postgres';

const servers: Postgres[] = [];
afterAll(() => Promise.all(servers.map((server) => server.stop())));

async function query<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows as Row[];
}

test('two callers get two empty databases of a real PostgreSQL', async () => {
  servers.push(...(await Promise.all([startPostgres(), startPostgres()])));
  const [one, two] = servers.map(({ url }) => url);
  await query(one!, 'CREATE TABLE shelf (id int)');
  const tables = "SELECT count(*)::int AS count FROM pg_tables WHERE schemaname = 'public'";
  expect(await query(one!, tables)).toEqual([{ count: 1 }]);
  expect(await query(two!, tables)).toEqual([{ count: 0 }]);
  const [{ server_version: version } = { server_version: '' }] = await query<{ server_version: string }>(
    one!,
    'SHOW server_version',
  );
  expect(Number.parseInt(version, 10)).toBeGreaterThanOrEqual(16);
});

test('a stopped server is gone', async () => {
  const server = await startPostgres();
  await server.stop();
  await expect(query(server.url, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
});
