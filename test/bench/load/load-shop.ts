import { Pool } from 'pg';
import { startPostgres } from '../../harness/postgres';
import { startCentreProcess } from './centre-process';
import { LoadDesk, send } from './load-desk';

/** A centre on a real PostgreSQL that really syncs to disk, and desks that are known to it. */
export interface LoadShop {
  readonly url: string;
  readonly databaseUrl: string;
  readonly desks: readonly LoadDesk[];
  stop(): Promise<void>;
}

/** As if each desk had registered and its manager signed in there. */
async function makeKnown(databaseUrl: string, desks: readonly LoadDesk[]): Promise<void> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  for (const { number, deviceId, device, person } of desks) {
    await pool.query(
      'INSERT INTO device (id, number, name, public_key, code, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [deviceId, number + 1000, `Till ${number}`, device.publicKey, 'BENCH', Date.now()],
    );
    await pool.query(
      'INSERT INTO device_person (device, user_id, since, last_sign_in, public_key) VALUES ($1, $2, $3, $3, $4)',
      [deviceId, 'user-manager', Date.now(), person.publicKey],
    );
  }
  await pool.end();
}

/** Where every scope stands now: the cursors of a desk that has everything. */
export async function newestCursors(databaseUrl: string): Promise<Record<string, number>> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  const { rows } = await pool.query<{ scope: string; version: string }>('SELECT scope, version FROM sync_scope');
  await pool.end();
  return Object.fromEntries(rows.map(({ scope, version }) => [scope, Number(version)]));
}

export async function openLoadShop(count: number): Promise<LoadShop> {
  const postgres = await startPostgres({ durable: 'synced' });
  const centre = await startCentreProcess(postgres.url, count);
  const desks = Array.from({ length: count }, (_, number) => new LoadDesk(number));
  await makeKnown(postgres.url, desks);
  for (const desk of desks) await desk.introduce(centre.url);
  // The first requests open the centre's connections and prepare its statements.
  for (const desk of desks.slice(0, 20)) await send(centre.url, desk.push(20));
  return {
    url: centre.url,
    databaseUrl: postgres.url,
    desks,
    async stop() {
      await centre.stop();
      await postgres.stop();
    },
  };
}
