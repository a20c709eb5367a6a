import { Pool } from 'pg';
import { against, percentile, within, type Figure } from './figure';
import { pokeDelays } from './load/poke-delays';
import { send, type Answer, type LoadDesk, type ReadyRequest } from './load/load-desk';
import { newestCursors, openLoadShop, type LoadShop } from './load/load-shop';
import { plainWrites } from './load/plain-writes';

const DESKS = 200;
const PER_PUSH = 20;
/** Pushes under way at a time: more of them only wait for each other. */
const AT_ONCE = 10;
const RUN_MS = 10_000;
/** What each desk has gathered while the line was down. */
const WAITING = 500;
/** As many as the product's own desk sends at a time. */
const PER_DRAIN = 500;
/** As many as the centre takes into one transaction. */
const PER_TRANSACTION = 50;

interface Load {
  readonly answers: readonly Answer[];
  readonly seconds: number;
}

/** Sends what is ready, so many at a time, until `ms` are over or nothing is left. Requests of one desk follow each other. */
async function run(
  url: string,
  ready: readonly ReadyRequest[][],
  { atOnce, ms }: { atOnce: number; ms: number },
): Promise<Load> {
  const queues = ready.map((own) => [...own].reverse());
  const answers: Answer[] = [];
  const start = performance.now();
  const work = async () => {
    while (performance.now() - start < ms) {
      const queue = queues.shift();
      const next = queue?.pop();
      if (!queue || !next) return;
      answers.push(await send(url, next));
      if (queue.length > 0) queues.push(queue);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { answers, seconds: (performance.now() - start) / 1000 };
}

/** An answer counts when every gesture in it was done. */
const isDone = ({ status, text }: Answer) => status === 200 && !text.includes('"parked"');
const errorsOf = ({ answers }: Load) => answers.filter((answer) => !isDone(answer)).length;

/** Twice as many pushes as the goal needs, made before the clock runs. */
const pushes = (desks: readonly LoadDesk[], each: number, size: number) =>
  desks.map((desk) => Array.from({ length: each }, () => desk.push(size)));

async function sustained({ url, databaseUrl, desks }: LoadShop): Promise<Figure[]> {
  const ready = pushes(desks, 10, PER_PUSH);
  const plain = await plainWrites(databaseUrl, { desks: DESKS, perPush: PER_PUSH, atOnce: AT_ONCE, ms: RUN_MS / 2 });
  const load = await run(url, ready, { atOnce: AT_ONCE, ms: RUN_MS });
  for (const desk of desks) await desk.introduce(url);
  const rate = (load.answers.filter(isDone).length * PER_PUSH) / load.seconds;
  const took = load.answers.map(({ ms }) => ms);
  const reference = { name: 'plain SQL', value: plain };
  const name = `sustained, ${DESKS} desks, ${PER_PUSH} a push, ${AT_ONCE} at a time`;
  return [
    against({ name: `${name}, beside SQL`, value: rate, unit: 'mutations/s' }, { reference, least: 0.25 }),
    within({ name, value: rate, unit: 'mutations/s' }, { least: 1000 }),
    within({ name: 'a push, p50', value: percentile(took, 0.5), unit: 'ms' }, {}),
    within({ name: 'a push, p95', value: percentile(took, 0.95), unit: 'ms' }, { most: 250 }),
    within({ name: 'a push, p99', value: percentile(took, 0.99), unit: 'ms' }, {}),
    within({ name: 'pushes with an error', value: errorsOf(load), unit: 'errors' }, { most: 0 }),
  ];
}

/** One statement that says where every scope stands: the least that an empty pull has to ask. */
async function plainReads(databaseUrl: string, ms: number): Promise<number> {
  const pool = new Pool({ connectionString: databaseUrl, max: AT_ONCE });
  const start = performance.now();
  let count = 0;
  const work = async () => {
    for (; performance.now() - start < ms; count += 1) await pool.query('SELECT scope, version FROM sync_scope');
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await pool.end();
  return count / (ms / 1000);
}

async function emptyPulls({ url, databaseUrl, desks }: LoadShop): Promise<Figure[]> {
  const cursors = await newestCursors(databaseUrl);
  const ready = desks.map((desk) => {
    desk.cursors = cursors;
    return Array.from({ length: 50 }, () => desk.pull());
  });
  const reference = { name: 'one SELECT', value: await plainReads(databaseUrl, 2000) };
  const load = await run(url, ready, { atOnce: AT_ONCE, ms: 5000 });
  const rate = load.answers.length / load.seconds;
  return [
    against({ name: 'empty pulls', value: rate, unit: 'pulls/s' }, { reference }),
    within(
      {
        name: 'an empty pull, p95',
        value: percentile(
          load.answers.map(({ ms }) => ms),
          0.95,
        ),
        unit: 'ms',
      },
      {},
    ),
    within({ name: 'pulls with an error', value: errorsOf(load), unit: 'errors' }, { most: 0 }),
  ];
}

/** Everybody comes back at once, each with a day's work; every desk sends its next push as soon as the one before is answered. */
async function drained({ url, databaseUrl, desks }: LoadShop): Promise<Figure[]> {
  const ready = pushes(desks, WAITING / PER_DRAIN, PER_DRAIN);
  const plain = await plainWrites(databaseUrl, {
    desks: DESKS,
    perPush: PER_TRANSACTION,
    atOnce: AT_ONCE,
    ms: RUN_MS / 2,
  });
  const load = await run(url, ready, { atOnce: DESKS, ms: 600_000 });
  const rate = (load.answers.filter(isDone).length * PER_DRAIN) / load.seconds;
  const name = `${DESKS} desks with ${WAITING} waiting each`;
  return [
    against(
      { name: `${name}, drained`, value: rate, unit: 'mutations/s' },
      { reference: { name: 'plain SQL', value: plain }, least: 0.25 },
    ),
    within({ name: `${name}, until all is sent`, value: load.seconds * 1000, unit: 'ms' }, {}),
    within({ name: `${name}, errors`, value: errorsOf(load), unit: 'errors' }, { most: 0 }),
  ];
}

/** The centre on PostgreSQL under the load of many desks, beside the same rows written by plain SQL in the same run. */
export async function load(): Promise<Figure[]> {
  const shop = await openLoadShop(DESKS);
  try {
    const figures = [...(await sustained(shop)), ...(await emptyPulls(shop))];
    const delays = await pokeDelays(shop);
    figures.push(within({ name: 'desk to desk, p95', value: percentile(delays, 0.95), unit: 'ms' }, { most: 500 }));
    return [...figures, ...(await drained(shop))];
  } finally {
    await shop.stop();
  }
}
