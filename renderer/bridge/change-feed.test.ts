import type { AnyRecord } from '../../shared/kernel/entity';
import type { QueryInput } from '../../shared/kernel/query';
import type { Bridge } from '../../shared/protocol/bridge';
import type { Change } from '../../shared/protocol/ipc';
import { bridgeApi } from './api';
import { createBackroomStore } from './store';

/** Customers kept in memory, read as the core reads them: filtered by id, ordered by reference, in pages. */
function shop(names: readonly string[]) {
  const records = new Map<string, AnyRecord>(
    names.map((name, at) => [`c${at}`, { id: `c${at}`, reference: `R${at}`, name }]),
  );
  const reads: QueryInput[] = [];
  const listeners = new Set<(change: Change) => void>();
  const bridge: Bridge = {
    async read(query) {
      reads.push(query);
      const among = query.where?.find(({ field }) => field === 'id')?.value;
      const after = query.after?.[0];
      const rows = [...records.values()]
        .filter(({ id }) => !Array.isArray(among) || among.includes(id))
        .sort((a, b) => String(a.reference).localeCompare(String(b.reference)))
        .filter(({ reference }) => typeof after !== 'string' || String(reference) > after);
      const page = rows.slice(0, query.limit);
      const next = rows.length > page.length ? [String(page.at(-1)?.reference)] : null;
      return { rows: page.map((row) => ({ ...row })), next, count: { value: rows.length, exact: true }, pending: [] };
    },
    mutate: async () => null,
    call: async () => Promise.reject(new Error('not asked for here')),
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const tell = (ids: string[] | null) => {
    for (const listener of listeners) listener({ topic: 'records', entities: [{ entity: 'customer', ids }] });
  };
  return { records, reads, bridge, tell };
}

const wait = (ms = 200) => new Promise((resolve) => setTimeout(resolve, ms));
const query: QueryInput = { entity: 'customer', sort: [{ field: 'reference', dir: 'asc' }], limit: 2 };

async function openList(names: readonly string[]) {
  const { bridge, ...world } = shop(names);
  const { store, listen } = createBackroomStore(bridge);
  const stop = listen();
  const list = store.dispatch(bridgeApi.endpoints.pages.initiate(query));
  await list;
  const more = () => store.dispatch(bridgeApi.endpoints.pages.initiate(query, { direction: 'forward' }));
  const pages = () => bridgeApi.endpoints.pages.select(query)(store.getState()).data?.pages ?? [];
  const shown = () => pages().flatMap(({ rows }) => rows.map(({ name }) => name));
  return { ...world, store, stop, more, pages, shown };
}

test('a changed row costs one read of that row; other rows and pages stay the very same', async () => {
  const { records, reads, tell, more, pages, shown, stop } = await openList(['Ada', 'Bob', 'Cy', 'Dee']);
  await more();
  const [first] = pages();
  reads.length = 0;
  records.set('c2', { id: 'c2', reference: 'R2', name: 'Cyd' });
  tell(['c2']);
  await wait();
  expect(shown()).toEqual(['Ada', 'Bob', 'Cyd', 'Dee']);
  expect(pages()[0]).toBe(first);
  expect(reads.map(({ where }) => where)).toEqual([[{ field: 'id', op: 'in', value: ['c2'] }]]);
  stop();
});

test('a new row is found by reading the pages again, without a page lost', async () => {
  const { records, tell, more, shown, stop } = await openList(['Ada', 'Bob', 'Cy', 'Dee']);
  await more();
  records.set('n', { id: 'n', reference: 'R05', name: 'Newt' });
  tell(['n']);
  await wait();
  expect(shown()).toEqual(['Ada', 'Newt', 'Bob', 'Cy']);
  stop();
});

test('many changes in a moment are one refresh', async () => {
  const { records, reads, tell, shown, stop } = await openList(['Ada', 'Bob']);
  reads.length = 0;
  for (let at = 0; at < 50; at += 1) {
    records.set('c0', { id: 'c0', reference: 'R0', name: `Ada ${at}` });
    tell(['c0']);
  }
  await wait();
  expect(shown()).toEqual(['Ada 49', 'Bob']);
  expect(reads).toHaveLength(1);
  stop();
});

test('a change without ids, and one while a read is under way, both end in what stands now', async () => {
  const { records, tell, shown, store, stop } = await openList(['Ada', 'Bob']);
  records.set('c1', { id: 'c1', reference: 'R1', name: 'Bea' });
  tell(null);
  await wait();
  expect(shown()).toEqual(['Ada', 'Bea']);
  const again = store.dispatch(bridgeApi.endpoints.pages.initiate(query, { forceRefetch: true }));
  records.set('c1', { id: 'c1', reference: 'R1', name: 'Bix' });
  tell(['c1']);
  await again;
  await wait();
  expect(shown()).toEqual(['Ada', 'Bix']);
  stop();
});

test('a query narrowed to ids is only read again for those', async () => {
  const { bridge, records, reads, tell } = shop(['Ada', 'Bob']);
  const { store, listen } = createBackroomStore(bridge);
  const stop = listen();
  const one: QueryInput = { entity: 'customer', where: [{ field: 'id', op: 'in', value: ['c1'] }] };
  await store.dispatch(bridgeApi.endpoints.read.initiate(one));
  tell(['c0']);
  await wait();
  expect(reads).toHaveLength(1);
  records.set('c1', { id: 'c1', reference: 'R1', name: 'Bea' });
  tell(['c1']);
  await wait();
  expect(bridgeApi.endpoints.read.select(one)(store.getState()).data?.rows[0]).toMatchObject({ name: 'Bea' });
  stop();
});
