import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runHistory } from './history';
import { disk } from './memory/disk';
import { keepRegression, readRegressions } from './regression';
import { shrink } from './shrink';
import { planOf, type Plan } from './swarm';

jest.mock('sqlite3', () => jest.requireActual('./memory/sqlite3-driver'));
jest.mock('node:fs/promises', () => jest.requireActual('./memory/file-system'));

const regressions = readRegressions(join(__dirname, 'regressions'));

test.each(regressions)('$name stays mended: $note', async ({ plan }) => {
  expect((await runHistory(plan)).violations).toEqual([]);
});

test('the same plan gives the same trace, to the last row; another one gives another', async () => {
  const first = await runHistory(planOf(7, 1));
  await runHistory(planOf(7, 2));
  expect((await runHistory(planOf(7, 1))).hash).toBe(first.hash);
  expect((await runHistory(planOf(7, 3))).hash).not.toBe(first.hash);
});

test('histories do what they are for: gestures are saved and settled, and each kind of trouble comes', async () => {
  const all: Record<string, number> = {};
  for (let index = 0; index < 120; index += 1) {
    const { counts } = await runHistory(planOf(3, index));
    for (const [name, count] of Object.entries(counts)) all[name] = (all[name] ?? 0) + count;
  }
  for (const name of ['drop', 'late', 'double', 'stale', 'cut', 'kill', 'kill at', 'power', 'pause', 'resume', 'crash'])
    expect([name, (all[name] ?? 0) > 5]).toEqual([name, true]);
  expect(all['save']).toBeGreaterThan(300);
  expect(all['confirmed']).toBeGreaterThan(200);
  expect(all['parked']).toBeGreaterThan(5);
}, 300_000);

test('a schedule is made short as long as it fails', async () => {
  const plan: Plan = { ...planOf(1, 1), steps: [5, 1, 9, 2, 8, 3, 7] };
  const small = await shrink(plan, async ({ steps }) => steps.includes(1) && steps.includes(3));
  expect(small.steps).toEqual([1, 3]);
});

test('a schedule that is kept comes back as it was', () => {
  const folder = mkdtempSync(join(tmpdir(), 'backroom-regression-'));
  keepRegression(folder, 'one', { note: 'why', plan: planOf(1, 4) });
  expect(readRegressions(folder)).toEqual([{ name: 'one.json', note: 'why', plan: planOf(1, 4) }]);
});

/** Turns the product's rows against it, as a defect would. */
test.each([
  [
    '3',
    `UPDATE _state SET capture = 0; UPDATE customer SET note = 'x' WHERE id = 'ann'; UPDATE _state SET capture = 1`,
    /^3 /,
  ],
  ['8', `UPDATE _state SET capture = 0, membership = '["staff"]'; UPDATE _state SET capture = 1`, /^8 /],
])('a fault of invariant %s is seen', async (_, sql, accused) => {
  const plan = { ...planOf(1, 0), steps: [] };
  const { violations } = await runHistory(plan, {
    tamper: () => void disk.database('/simulated/desk-0/replica.db').tamper(sql),
  });
  expect(violations.join('\n')).toMatch(accused);
});
