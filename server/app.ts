import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance } from 'fastify';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { domain } from '../shared/domain/domain';
import type { Clock } from '../shared/kernel/clock';
import { AppError } from '../shared/kernel/errors';
import type { Domain } from '../shared/kernel/register';
import { assertKnownFormat } from '../shared/store/format/file-format';
import { firstStart, type FirstStart } from './first-start';
import { createPokeHub } from './hints/pokes';
import { startPokeRelay } from './hints/poke-relay';
import { usualLimits, type Context, type Limits } from './context';
import type { DemoShop } from './demo/demo-shop';
import type { Log } from './log';
import { auditRoute } from './routes/audit';
import { blobsRoute } from './routes/blobs';
import { readBodies } from './routes/body';
import { drainAtClose } from './routes/drain';
import { eventsRoute } from './routes/events';
import { helloRoutes } from './routes/hello';
import { describeRoutes } from './routes/openapi';
import { peopleRoutes } from './routes/people';
import { answerProblems, asAppError, refuseConnection, sendProblem } from './routes/problem';
import { requireSignatures } from './routes/signed';
import { snapshotRoute } from './routes/snapshot';
import { snapshotFileRoutes } from './routes/snapshot-file';
import { syncRoutes } from './routes/sync';
import { createSnapshotFiles } from './snapshots/snapshot-files';
import type { Database } from './store/database';
import { ensureIdentity } from './store/meta';
import { migrate } from './store/migrate';
import { patiently } from './store/passing-fault';
import { openPostgresDatabase } from './store/postgres-database';
import { openSqliteDatabase } from './store/sqlite-database';
import { centreFile } from './upkeep/backup';
import { createAuditWatch, type AuditWatch } from './upkeep/audit-watch';
import { startBroom } from './upkeep/broom';

export interface CentreOptions {
  /** A PostgreSQL connection string; without it, an SQLite file in `dataDir`. */
  readonly databaseUrl?: string;
  readonly dataDir?: string;
  /** What people see on the sign-in screen. */
  readonly name?: string;
  /** Fills an empty database and shows its people to everybody. */
  readonly demo?: DemoShop;
  readonly clock?: Clock;
  readonly log?: Log;
  readonly limits?: Partial<Limits>;
  /** The product's own; tests may bring another. */
  readonly domain?: Domain;
}

/** A running centre. */
export interface Centre {
  readonly app: FastifyInstance;
  readonly context: Context;
  /** Told once, to whoever started it. */
  readonly first: FirstStart;
  /** Resolves to its address. Port 0 takes a free one. */
  listen(port: number, host?: string): Promise<string>;
  /** Ends streams, lets requests finish, closes the database. */
  close(): Promise<void>;
}

const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };

/** A file of a later release is refused before it is opened, so that no byte of it changes; PostgreSQL is asked by `migrate`. */
async function openDatabase({ databaseUrl, dataDir }: CentreOptions, { version }: Domain): Promise<Database> {
  if (databaseUrl !== undefined) return openPostgresDatabase(databaseUrl);
  if (dataDir === undefined)
    throw new AppError('invalid', 'a centre needs a database or a folder', { field: 'dataDir' });
  mkdirSync(dataDir, { recursive: true });
  await assertKnownFormat(centreFile(dataDir), version);
  return openSqliteDatabase(centreFile(dataDir));
}

async function createContext(db: Database, options: CentreOptions): Promise<Context> {
  const register = options.domain ?? domain;
  // Other nodes may be at work on the same database, and in each other's way.
  const identity = await patiently(() =>
    db.write(async (sql) => {
      await migrate(sql, register);
      return ensureIdentity(sql);
    }),
  );
  const context = {
    db,
    domain: register,
    clock: options.clock ?? systemClock,
    log: options.log ?? (() => undefined),
    limits: { ...usualLimits, ...options.limits },
  };
  return {
    ...context,
    name: options.name ?? 'Backroom',
    identity,
    hub: createPokeHub(),
    files: createSnapshotFiles(context, options.dataDir ? join(options.dataDir, 'snapshots') : null),
    demo: options.demo ?? null,
  };
}

async function createApp(
  context: Context,
  watch: AuditWatch,
): Promise<{ app: FastifyInstance; drain: () => Promise<void> }> {
  const app = fastify({
    requestTimeout: 60_000,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: (error, _request, reply) => void sendProblem(reply, asAppError(error), context.clock.now()),
    clientErrorHandler: refuseConnection,
  });
  const drain = drainAtClose(app);
  answerProblems(app, context);
  readBodies(app);
  await describeRoutes(app);
  await app.register(rateLimit, {
    max: context.limits.requests,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, { ttl }) =>
      new AppError('unavailable', 'too many requests', { reason: 'rateLimit', retryAfter: Math.ceil(ttl / 1000) }),
  });
  requireSignatures(app, context);
  helloRoutes(app, context);
  peopleRoutes(app, context);
  syncRoutes(app, context);
  snapshotRoute(app, context);
  snapshotFileRoutes(app, context);
  eventsRoute(app, context);
  blobsRoute(app, context);
  auditRoute(app, context, watch);
  return { app, drain };
}

/**
 * The central API: opens (and, where needed, makes and fills) its database. `listen` starts to answer. Throws `upgradeRequired`
 * (`data.newer`) for data that a later release has written, and then nothing has changed.
 */
export async function createCentre(options: CentreOptions): Promise<Centre> {
  const db = await openDatabase(options, options.domain ?? domain);
  try {
    const context = await createContext(db, options);
    const first = await firstStart(context, options.demo ?? null);
    const relay = options.databaseUrl === undefined ? null : await startPokeRelay(context, options.databaseUrl);
    const watch = createAuditWatch(context);
    const { app, drain } = await createApp(context, watch);
    const broom = startBroom(context, watch);
    let closing: Promise<void> | undefined;
    const close = async () => {
      await drain();
      await watch.stop();
      await broom.stop();
      await context.files?.stop();
      await relay?.stop();
      await db.close();
    };
    return {
      app,
      context,
      first,
      listen: (port, host = '127.0.0.1') => app.listen({ port, host }),
      close: () => (closing ??= close()),
    };
  } catch (error) {
    await db.close();
    throw error;
  }
}
