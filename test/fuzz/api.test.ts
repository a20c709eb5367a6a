import fc from 'fast-check';
import { join } from 'node:path';
import { problemSchema, pushAnswerSchema } from '../../shared/protocol/sync';
import { openSqlite, type SqliteConnection } from '../../shared/store/sqlite';
import { smallShop, TestCentres, type TestCentre } from '../harness/test-centre';
import type { WireDesk } from '../harness/wire-desk';
import { cases, requestOf, routes, type Case, type Route } from './api-requests';
import { seedOfRun, tell } from './dice';

const RUNS = 50_000;
const NO_LIMIT = 1e9;
const centres = new TestCentres();
const seed = seedOfRun();

let centre: TestCentre;
let desk: WireDesk;
let file: SqliteConnection;
let stamp: string;
const stampOf = async () => JSON.stringify(await file.all('PRAGMA data_version'));

beforeAll(async () => {
  const place = await centres.fresh('SQLite');
  if (!('dataDir' in place)) throw new Error('no folder');
  const limits = { attempts: NO_LIMIT, requests: NO_LIMIT };
  centre = await centres.start({ ...place, demo: smallShop, limits });
  desk = await centre.desk('manager', 'clerk');
  file = await openSqlite(join(place.dataDir, 'centre.db'), { synchronous: 'NORMAL', readOnly: true });
  stamp = await stampOf();
}, 60_000);
afterAll(async () => {
  await file.close();
  await centres.close();
});

const counts = { taken: 0, refused: 0, changed: 0 };

function routeOf(one: Case): Route {
  const { at, often } = one;
  const all = routes(desk, often);
  const route = all[at % all.length]?.();
  if (!route) throw new Error('no route');
  return route.rare && often % 10 !== 0 ? routeOf({ ...one, at: at + 1 }) : route;
}

function checkAnswer(
  route: Route,
  answer: { status: number; text: string },
  { fair, method }: { fair: boolean; method: string },
): void {
  const { status, text } = answer;
  if (status >= 200 && status < 300) {
    counts.taken += 1;
    if (!fair) throw new Error(`taken, though it may not be: ${text.slice(0, 300)}`);
    // A number that was used up is not used again.
    if (route.path === '/sync/push' && method === 'POST') desk.mid = pushAnswerSchema.parse(JSON.parse(text)).lmid;
    return;
  }
  counts.refused += 1;
  if (status < 400 || status >= 500) throw new Error(`${status}: ${text.slice(0, 300)}`);
  if (method === 'HEAD') return;
  const { code } = problemSchema.parse(JSON.parse(text));
  if (code === 'internal') throw new Error(text);
}

async function tryOne(one: Case): Promise<void> {
  const route = routeOf(one);
  const { request, fair } = requestOf(desk, route, one);
  const answer = await centre.centre.app.inject(request);
  const method = String(request.method);
  checkAnswer(route, { status: answer.statusCode, text: answer.payload }, { fair, method });
  const defects = centre.log.splice(0).filter(({ level }) => level === 'error');
  expect(defects).toEqual([]);
  const now = await stampOf();
  const mayChange = answer.statusCode < 300 && method === 'POST' && route.path !== '/sync/pull';
  // A wrong password is counted before it is tried: that alone may be written.
  if (!mayChange && route.path !== '/sign-in') expect(now).toBe(stamp);
  if (now !== stamp) counts.changed += 1;
  stamp = now;
}

test(`${RUNS} spoilt requests: a problem of ours and nothing changed, or one that was fair after all`, async () => {
  await fc.assert(fc.asyncProperty(cases, tryOne), { numRuns: RUNS, seed });
  tell(
    `api: ${RUNS} requests, ${counts.refused} refused, ${counts.taken} taken, ${counts.changed} changed something`,
    seed,
  );
  expect(counts.refused).toBeGreaterThan(RUNS / 2);
  expect(counts.changed).toBeGreaterThan(RUNS / 200);
}, 1_800_000);
