import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { domain } from '../shared/domain/domain';
import { AppError } from '../shared/kernel/errors';
import { eventSchema, type MutationMessage, type SyncEvent } from '../shared/protocol/sync';
import { startCentre, type Centre } from '../test/harness/centre';
import { startPostgres, type Postgres } from '../test/harness/postgres';
import { projectFolder } from '../test/harness/project-folder';
import { startRoundRobin, type RoundRobin } from '../test/harness/round-robin';
import { smallShop, TestCentres, type TestCentre } from '../test/harness/test-centre';
import type { WireDesk } from '../test/harness/wire-desk';
import { checkAudit } from './upkeep/audit-check';
import { addUpScopes } from './upkeep/scope-sums';

jest.setTimeout(180_000);

const centres = new TestCentres();
const folder = mkdtempSync(join(tmpdir(), 'backroom-nodes-'));
const outDir = join(projectFolder, '.cache', 'two-nodes');
const options = { dataDir: folder, program: join(outDir, 'server.js') };

let postgres: Postgres;
/** In this process: looks into the database, makes desks, and takes no requests of theirs. */
let watcher: TestCentre;
let nodes: Centre[] = [];
let front: RoundRobin;

beforeAll(async () => {
  const vite = join(projectFolder, 'node_modules', 'vite', 'bin', 'vite.js');
  const build = [vite, 'build', '-c', 'node.vite.config.mjs', '--mode', 'server', '--outDir', outDir];
  execFileSync(process.execPath, build, { cwd: projectFolder, stdio: 'pipe' });
  postgres = await startPostgres({ durable: true });
  const where = { databaseUrl: postgres.url };
  watcher = await centres.start({ ...where, demo: smallShop, limits: { attempts: 10_000 } });
  nodes = await Promise.all([1, 2].map(() => startCentre({ ...options, ...where })));
  front = await startRoundRobin(nodes.map(({ port }) => port));
});
afterAll(async () => {
  await front?.stop();
  for (const node of nodes) await node.kill();
  await centres.close();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function desksOf(count: number): Promise<WireDesk[]> {
  const desks = await Promise.all(Array.from({ length: count }, () => watcher.desk('worker')));
  return desks.map((desk) => Object.assign(desk, { url: front.url }));
}

const adjust = {
  name: 'stockLevel.adjust',
  actor: 'user-worker',
  args: { warehouseId: 'south-house', variantId: 'red', delta: 1, reason: 'found', note: null },
};

/** A fault that a desk waits out and then sends the same again. Everything else is a defect. */
function isPassing(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'unavailable';
  // fetch's own errors are of another realm than this test's.
  const said = typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : '';
  return /^(fetch failed|terminated)$/.test(said);
}

/** Sends a batch until it is taken: sometimes twice at once, and as often as it takes. Tells of each round in which nothing got through. */
async function pushed(
  desk: WireDesk,
  batch: readonly MutationMessage[],
  { twice, onFault }: { twice: boolean; onFault: () => void },
): Promise<void> {
  for (const end = Date.now() + 90_000; ;) {
    const tries = await Promise.allSettled((twice ? [1, 2] : [1]).map(() => desk.push(batch)));
    // Whatever a desk throws is an error.
    const failed = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []));
    const defect = failed.find((error) => !isPassing(error));
    if (defect) throw defect;
    if (failed.length < tries.length) return;
    onFault();
    if (failed[0] && Date.now() > end) throw failed[0];
    await pause(20 + Math.random() * 200);
  }
}

interface Load {
  readonly desks: readonly WireDesk[];
  readonly faults: number;
  readonly count: number;
}

/**
 * All desks at once, batch after batch, for as long as `disturb` runs beside them and at least until each has sent
 * `batches`. It is told how far they are: 1 when that many have been sent.
 */
async function load(
  { desks, batches }: { desks: readonly WireDesk[]; batches: number },
  disturb: (progress: () => number, faults: () => number) => Promise<void>,
): Promise<Load> {
  let [faults, done, disturbing] = [0, 0, true];
  const trouble = disturb(
    () => done / (desks.length * batches),
    () => faults,
  ).finally(() => (disturbing = false));
  const work = desks.map(async (desk, d) => {
    for (let i = 0; i < batches || disturbing; i += 1) {
      const batch = desk.mutations(Array.from({ length: 8 }, () => adjust));
      await pushed(desk, batch, { twice: (i + d) % 3 === 0, onFault: () => (faults += 1) });
      done += 1;
    }
  });
  await Promise.all([...work, trouble]);
  return { desks, faults, count: done * 8 };
}

const number = async (sql: string, params: readonly string[] = []) =>
  Number((await watcher.rows(sql, params))[0]?.['n'] ?? 0);
const level = () => number('SELECT quantity AS n FROM "stockLevel" WHERE id = ?', ['south-house:red']);

/** Nothing lost, nothing doubled, and everything that the centre keeps about it agrees. */
async function expectOnce(before: number, { desks, count }: Load): Promise<void> {
  expect(await level()).toBe(before + count);
  expect(await number('SELECT SUM(delta) AS n FROM "stockMovement"')).toBe(before + count);
  for (const { clientId, mid } of desks) {
    expect(await number('SELECT lmid AS n FROM sync_client WHERE id = ?', [clientId])).toBe(mid);
    expect(await number('SELECT COUNT(*) AS n FROM sync_uid WHERE client = ?', [clientId])).toBe(mid);
    expect(await number('SELECT COUNT(*) AS n FROM audit WHERE chain = ?', [`client/${clientId}`])).toBe(mid);
  }
  expect(await number('SELECT COUNT(*) AS n FROM sync_result')).toBe(0);
  const { db } = watcher.centre.context;
  expect((await db.read(checkAudit)).broken).toEqual([]);
  const sums = await db.read((sql) => addUpScopes(sql, domain));
  for (const { scope, rows, sum } of await watcher.rows('SELECT scope, rows, sum FROM sync_scope'))
    expect({ scope, rows, sum }).toEqual({ scope, ...(sums.get(String(scope)) ?? { rows: 0, sum: 0 }) });
  const [reader] = desks;
  await reader!.pull();
  const rows = reader!.scopeRows('warehouse/south-house');
  expect(Object.keys(rows['stockMovement'] ?? {})).toHaveLength(
    await number('SELECT COUNT(*) AS n FROM "stockMovement"'),
  );
}

/** What a desk hears, one hint after the other. */
async function eventsOf(desk: WireDesk): Promise<AsyncGenerator<SyncEvent>> {
  const answer = await fetch(`${desk.url}/sync/events`, { headers: desk.signed('GET', '/sync/events', '') });
  return (async function* () {
    let text = '';
    for await (const chunk of answer.body!) {
      const parts = (text + new TextDecoder().decode(chunk)).split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts)
        if (part.startsWith('data: ')) yield eventSchema.parse(JSON.parse(part.slice('data: '.length)));
    }
  })();
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 4000 && !holds(); tries += 1) await pause(20);
  if (!holds()) throw new Error('it never came so far');
}

test('desks behind one address, sent to either node, often twice and cut off in the middle: each gesture counts once', async () => {
  const before = await level();
  const desks = await desksOf(5);
  const told = await load({ desks, batches: 6 }, async (progress) => {
    for (; progress() < 0.9; await pause(120)) front.cut();
  });
  expect(told.faults).toBeGreaterThan(0);
  expect(front.carried.every((count) => count > 5)).toBe(true);
  await expectOnce(before, told);
});

test('a desk at one node hears within moments of what came in at the other', async () => {
  const [ear, mouth] = await desksOf(2);
  Object.assign(ear!, { url: nodes[0]!.url });
  Object.assign(mouth!, { url: nodes[1]!.url });
  const events = await eventsOf(ear!);
  expect((await events.next()).value).toMatchObject({ type: 'hello' });
  await mouth!.act(adjust);
  const version = await number("SELECT version AS n FROM sync_scope WHERE scope = 'warehouse/south-house'");
  expect((await events.next()).value).toEqual({ type: 'poke', scopes: { 'warehouse/south-house': version } });
  await events.return(undefined);
});

test('one node is killed under load and comes back: its desks go on at the other, and nothing is lost or doubled', async () => {
  const before = await level();
  const desks = await desksOf(5);
  const told = await load({ desks, batches: 8 }, async (progress) => {
    await until(() => progress() > 0.3);
    const { port } = nodes[0]!;
    await nodes[0]!.kill();
    await until(() => progress() > 0.6);
    nodes[0] = await startCentre({ ...options, databaseUrl: postgres.url, port });
  });
  await expectOnce(before, told);
  expect((await fetch(`${nodes[0]!.url}/health`)).ok).toBe(true);
});

test('PostgreSQL is shut down and started again, then crashes, under load: faults pass, and nothing is lost or doubled', async () => {
  const before = await level();
  const desks = await desksOf(5);
  const told = await load({ desks, batches: 8 }, async (progress, faults) => {
    for (const [share, how] of [
      [0.25, 'shutdown'],
      [0.6, 'crash'],
    ] as const) {
      await until(() => progress() > share);
      const before = faults();
      await postgres.restart(how, () => until(() => faults() > before));
    }
  });
  await expectOnce(before, told);
  for (const node of nodes) expect((await fetch(`${node.url}/health`)).ok).toBe(true);
  // Pokes travel again too.
  const [ear, mouth] = await desksOf(2);
  Object.assign(ear!, { url: nodes[0]!.url });
  Object.assign(mouth!, { url: nodes[1]!.url });
  await pause(1500);
  const events = await eventsOf(ear!);
  await events.next();
  await mouth!.act(adjust);
  expect((await events.next()).value).toMatchObject({ type: 'poke' });
  await events.return(undefined);
});
