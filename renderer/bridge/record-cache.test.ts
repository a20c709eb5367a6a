import type { Bridge } from '../../shared/protocol/bridge';
import { createRecordCache } from './record-cache';
import { createRecordLoader, type Loaded } from './record-loader';

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const person = (name: string): Loaded => ({ record: { id: 'p1', name }, pending: false });

/** Records by id that a test changes, and the answers that it lets go when it likes. */
function shelf(records: Record<string, Loaded>) {
  const asked: string[] = [];
  const cache = createRecordCache(async (entity, id) => {
    asked.push(`${entity}/${id}`);
    const now = records[id] ?? { record: null, pending: false };
    await Promise.resolve();
    return now;
  });
  return { asked, cache };
}

test('a record is read once however many look at it, and is the same object until it changes', async () => {
  const { asked, cache } = shelf({ p1: person('Ada') });
  cache.watch('person', 'p1', () => undefined);
  cache.watch('person', 'p1', () => undefined);
  expect(cache.known('person', 'p1').record).toBeUndefined();
  await settled();
  const known = cache.known('person', 'p1');
  expect(known.record).toEqual({ id: 'p1', name: 'Ada' });
  cache.refresh('person', ['p1']);
  await settled();
  expect(cache.known('person', 'p1')).toBe(known);
  expect(asked).toEqual(['person/p1', 'person/p1']);
});

test('a change reaches those who look, and nobody else is read for', async () => {
  const records = { p1: person('Ada') };
  const { asked, cache } = shelf(records);
  let heard = 0;
  const leave = cache.watch('person', 'p1', () => (heard += 1));
  await settled();
  records.p1 = person('Bea');
  cache.refresh('person', null);
  cache.refresh('order', null);
  await settled();
  expect([heard, cache.known('person', 'p1').record]).toEqual([2, { id: 'p1', name: 'Bea' }]);
  leave();
  cache.refresh('person', ['p1']);
  await settled();
  expect(asked).toHaveLength(2);
  expect(cache.known('person', 'p1').record).toBeUndefined();
});

test('a change that comes while a read is under way is not lost', async () => {
  const answers: ((loaded: Loaded) => void)[] = [];
  const cache = createRecordCache(() => new Promise((resolve) => answers.push(resolve)));
  cache.watch('person', 'p1', () => undefined);
  cache.refresh('person', ['p1']);
  answers[0]?.(person('before the change'));
  await settled();
  expect(answers).toHaveLength(2);
  answers[1]?.(person('after it'));
  await settled();
  expect(cache.known('person', 'p1').record).toMatchObject({ name: 'after it' });
});

test('what is missing is null, what fails says why and is tried again by the next to look', async () => {
  const { cache } = shelf({});
  cache.watch('person', 'nobody', () => undefined);
  await settled();
  expect(cache.known('person', 'nobody').record).toBeNull();
  let down = true;
  const shaky = createRecordCache(async () => {
    if (down) throw Object.assign(new Error('no'), { code: 'unavailable', details: {} });
    return person('Ada');
  });
  shaky.watch('person', 'p1', () => undefined);
  await settled();
  expect(shaky.known('person', 'p1').error?.code).toBe('unavailable');
  down = false;
  shaky.watch('person', 'p1', () => undefined);
  await settled();
  expect(shaky.known('person', 'p1')).toMatchObject({ record: { name: 'Ada' }, error: undefined });
});

test('records asked for in the same moment cost one read an entity, at most 200 each', async () => {
  const reads: (readonly [string, number])[] = [];
  const read: Bridge['read'] = async ({ entity, where = [] }) => {
    const ids = where[0]?.value;
    const rows = Array.isArray(ids) ? ids.map((id) => ({ id: String(id), name: `n${String(id)}` })) : [];
    reads.push([entity, rows.length]);
    return { rows, next: null, count: { value: rows.length, exact: true }, pending: ['7'] };
  };
  const load = createRecordLoader({ read } as Bridge);
  const people = Array.from({ length: 250 }, (_one, at) => load('person', String(at)));
  const loaded = await Promise.all([...people, load('order', '7'), load('person', '7')]);
  expect(reads).toEqual([
    ['person', 200],
    ['person', 50],
    ['order', 1],
  ]);
  expect(loaded.at(-1)).toEqual({ record: { id: '7', name: 'n7' }, pending: true });
  expect(loaded[3]).toMatchObject({ record: { id: '3' }, pending: false });
});
