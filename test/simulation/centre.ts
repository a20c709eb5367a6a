import { registerClient } from '../../server/authority/clients';
import { pull } from '../../server/authority/feed';
import { push } from '../../server/authority/push';
import { retireClient } from '../../server/authority/retire';
import { openSnapshot } from '../../server/authority/snapshot';
import { usualLimits, type Context } from '../../server/context';
import { seedRecords } from '../../server/demo/seed';
import { createPokeHub } from '../../server/hints/pokes';
import { asAppError } from '../../server/routes/problem';
import type { Database } from '../../server/store/database';
import { createLane } from '../../server/store/lane';
import { beginEpoch, ensureIdentity, type Identity } from '../../server/store/meta';
import { migrate } from '../../server/store/migrate';
import type { HttpRequest } from '../../main/core/ports';
import type { Clock } from '../../shared/kernel/clock';
import { AppError } from '../../shared/kernel/errors';
import { parseInput } from '../../shared/kernel/parse';
import { pullSchema, pushSchema, registerClientSchema, retireSchema } from '../../shared/protocol/sync';
import type { Sql } from '../../shared/store/sql';
import { openSqlite, type SqliteConnection } from '../../shared/store/sqlite';
import { publicKeyOf } from './person-key';
import type { RawAnswer } from './network';
import { centreDomain } from './simulated-domain';
import { deviceOf, MOST_DESKS, personAt, world } from './world';

export const CENTRE_FILE = '/simulated/centre/centre.db';

async function within<T>(sql: SqliteConnection, begin: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  await sql.run(begin);
  try {
    const value = await work(sql);
    await sql.run('COMMIT');
    return value;
  } catch (error) {
    await sql.run('ROLLBACK');
    throw error;
  }
}

/** The centre's database on a simulated disk: one writer, one reader. */
async function openDatabase(): Promise<Database> {
  const writer = await openSqlite(CENTRE_FILE, { synchronous: 'FULL' });
  const reader = await openSqlite(CENTRE_FILE, { synchronous: 'FULL', readOnly: true });
  const writing = createLane();
  const reading = createLane();
  return {
    dialect: 'sqlite',
    write: (work) => writing.run(() => within(writer, 'BEGIN IMMEDIATE', work)),
    look: (text, params) => reading.run(() => reader.all(text, params)),
    read: (work) => reading.run(() => within(reader, 'BEGIN', work)),
    async openRead() {
      await reader.run('BEGIN');
      return { sql: reader, end: async () => void (await reader.run('COMMIT')) };
    },
    close: async () => undefined,
  };
}

/** Grants are not signed here, so the key is not looked at. */
async function identityOf(db: Database): Promise<Identity> {
  const [row] = await db.read((sql) => sql.all('SELECT epoch, public_key FROM sync_meta'));
  return { epoch: String(row?.['epoch']), publicKey: String(row?.['public_key']), sign: () => '' };
}

/** Starts the shipped authority on the simulated disk. */
export async function startCentre(clock: Clock): Promise<Context> {
  const db = await openDatabase();
  return {
    name: 'Simulated',
    db,
    domain: centreDomain,
    identity: await identityOf(db),
    clock,
    log: () => undefined,
    hub: createPokeHub(),
    limits: usualLimits,
    demo: null,
  };
}

/** Tables, people, desks and goods, before the first history. */
export async function foundCentre(clock: Clock): Promise<void> {
  const db = await openDatabase();
  await db.write(async (sql) => {
    await migrate(sql, centreDomain);
    await ensureIdentity(sql);
    for (let desk = 0; desk < MOST_DESKS; desk += 1) {
      const device = [deviceOf(desk), desk + 1, deviceOf(desk), `key-${desk}`, 'code', clock.now()];
      await sql.run(
        'INSERT INTO device (id, number, name, public_key, code, created_at) VALUES (?, ?, ?, ?, ?, ?)',
        device,
      );
      await sql.run(
        'INSERT INTO device_person (device, user_id, since, last_sign_in, public_key) VALUES (?, ?, ?, ?, ?)',
        [deviceOf(desk), personAt(desk), clock.now(), clock.now(), publicKeyOf(personAt(desk))],
      );
    }
  });
  await seedRecords(await startCentre(clock), world);
}

/** The last step of `restoreSqlite`, on a file that was put back. */
export async function beginEpochAnew(now: number): Promise<void> {
  await (await openDatabase()).write((sql) => beginEpoch(sql, { now, verb: 'centre.restore' }));
}

const statuses: Readonly<Record<string, number>> = { internal: 500, unavailable: 503, invalid: 422, notFound: 404 };

async function linesOf(context: Context, device: string, scope: string): Promise<string> {
  const { lines, end } = await openSnapshot(context, { device, scope });
  let text = '';
  try {
    for await (const line of lines) text += line;
  } finally {
    await end();
  }
  return text;
}

async function worked(context: Context, device: string, { url, body }: HttpRequest): Promise<RawAnswer> {
  const path = url.replace(/^[a-z]+:\/\/[^/]+/, '');
  const input: unknown = body === undefined ? null : JSON.parse(body);
  const json = (value: unknown): RawAnswer => ({ status: 200, type: 'application/json', text: JSON.stringify(value) });
  if (path === '/sync/clients')
    return json(await registerClient(context, device, parseInput(registerClientSchema, input).incarnation));
  const retired = /^\/sync\/clients\/([^/]+)\/retire$/.exec(path)?.[1];
  if (retired !== undefined)
    return json(await retireClient(context, { clientId: retired, device, ...parseInput(retireSchema, input) }));
  if (path === '/sync/push') return json(await push(context, { ...parseInput(pushSchema, input), device }));
  if (path === '/sync/pull') return json(await pull(context, { ...parseInput(pullSchema, input), device }));
  const scope = /^\/sync\/snapshot\/(.+)$/.exec(path)?.[1];
  if (scope === undefined) throw new AppError('notFound', 'no such address', { reason: 'route' });
  return { status: 200, type: 'application/x-ndjson', text: await linesOf(context, device, scope) };
}

/** What the routes do with a request of a desk whose signature is right. */
export async function answer(context: Context, device: string, request: HttpRequest): Promise<RawAnswer> {
  try {
    return await worked(context, device, request);
  } catch (error) {
    const { code, message, details } = asAppError(error);
    const text = JSON.stringify({ code, message, details });
    return { status: statuses[code] ?? 409, type: 'application/json', text };
  }
}
