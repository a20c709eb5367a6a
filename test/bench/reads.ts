import { Reader } from '../../main/core/read';
import { resolveScan } from '../../main/core/scan';
import { domain } from '../../shared/domain/domain';
import type { Rights } from '../../shared/kernel/permission';
import type { QueryInput } from '../../shared/kernel/query';
import { against, percentile, timed, type Figure } from './figure';
import { fillDesk, type FilledDesk } from './filled-desk';

const rights: Rights = [{ allow: ['*'], deny: [], stores: '*', warehouses: '*' }];
const RUNS = 100;

const lists: readonly (readonly [string, QueryInput])[] = [
  ['list open', { entity: 'order', limit: 100 }],
  ['list sorted by customer', { entity: 'order', sort: [{ field: 'customerName', dir: 'asc' }], limit: 100 }],
  ['list filtered by state', { entity: 'order', where: [{ field: 'state', op: 'eq', value: 'shipped' }], limit: 100 }],
  ['search by fragment', { entity: 'order', search: 'ustomer 4711', limit: 100 }],
];

async function measure({ replica }: FilledDesk, size: number): Promise<Map<string, number>> {
  const reader = new Reader(domain, replica);
  const p95 = new Map<string, number>();
  for (const [name, query] of lists) {
    await reader.read(query, rights);
    p95.set(name, percentile(await timed(RUNS, () => reader.read(query, rights)), 0.95));
  }
  const scan = (run: number) =>
    resolveScan((query) => reader.read(query, rights), String(2_000_000_000_000 + ((run * 7919) % size)));
  await scan(0);
  p95.set('scan to variant', percentile(await timed(RUNS, scan), 0.95));
  const sql = 'SELECT * FROM "order" ORDER BY "placedAt" DESC, "id" DESC LIMIT 101';
  await replica.reader.all(sql);
  p95.set('the list’s SQL alone', percentile(await timed(RUNS, () => replica.reader.all(sql)), 0.95));
  return p95;
}

/** Reads through the core's door at 10,000 and 200,000 rows: how the cost grows, p95. */
export async function reads(): Promise<Figure[]> {
  const sizes = [10_000, 200_000] as const;
  const [small, large] = await Promise.all(sizes.map(async (size) => [size, await fillDesk(size)] as const));
  if (!small || !large) return [];
  const few = await measure(small[1], small[0]);
  const many = await measure(large[1], large[0]);
  await Promise.all([small[1].close(), large[1].close()]);
  return [...many].map(([name, value]) => {
    const reference = { name: 'at 10,000', value: few.get(name) ?? NaN };
    return against(
      { name: `${name}, 200,000 rows, p95`, value, unit: 'ms' },
      { reference, most: name.startsWith('search') ? 3 : 1.5 },
    );
  });
}
