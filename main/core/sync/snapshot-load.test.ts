import { LocalFiles, ScriptedLine, wire } from '../../../test/harness/local-files';
import { domain } from '../../../shared/domain/domain';
import { SnapshotLoad } from './snapshot-load';

let desk: LocalFiles;
let loader: SnapshotLoad;
let progress: number[];
const { signal } = new AbortController();
const levels = domain.entity('stockLevel');
const scope = 'warehouse/w1';

beforeEach(async () => {
  desk = await LocalFiles.open();
  progress = [];
  loader = new SnapshotLoad({
    replica: desk.replica,
    outbox: desk.journal.outbox,
    domain,
    log: desk.log,
    onRows: () => undefined,
    onProgress: ({ done }) => progress.push(done),
  });
  await desk.replica.write((tx) => tx.setState({ membership: [scope] }));
});
afterEach(() => desk.close());

const level = (n: number, quantity = n) => ({
  id: `w1:v${n}`,
  warehouseId: 'w1',
  variantId: `v${n}`,
  quantity,
});

function lines(version: number, count: number, from = 1): string[] {
  const { columns, rows } = wire(
    levels,
    Array.from({ length: count }, (_, i) => level(i + from)),
  );
  const text = [
    { scope, version, rows: count },
    { entity: 'stockLevel', columns },
    ...rows,
    { end: true, rows: count },
  ];
  return text.map((line) => `${JSON.stringify(line)}\n`);
}

const load = (text: readonly string[]) =>
  loader.load(
    new ScriptedLine(
      () => null,
      () => [...text],
    ),
    scope,
    signal,
  );
const held = async () => (await desk.rows('stockLevel')).length;
const cursor = async () => (await desk.replica.cursors()).find((one) => one.scope === scope)?.v;

test('a scope is loaded whole, with its version, whatever the pieces that it comes in', async () => {
  const text = lines(17, 9000).join('');
  await load(text.match(/[\s\S]{1,10007}/g) ?? []);
  expect(await held()).toBe(9000);
  expect(await cursor()).toBe(17);
  expect(progress).toEqual([4000, 8000, 9000]);
  const found = await desk.replica.reader.all(
    `SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'stockLevel'`,
  );
  expect(found.length).toBeGreaterThan(3);
  expect(await desk.replica.count(levels)).toBe(9000);
});

test('a stream that breaks off is not taken for whole; the next load completes it, and removes what is gone meanwhile', async () => {
  const text = lines(17, 5000);
  await expect(load(text.slice(0, 4500))).rejects.toMatchObject({ code: 'damaged' });
  expect(await cursor()).toBeNull();
  expect(await held()).toBe(4000);
  await load(lines(18, 4990, 11));
  expect(await held()).toBe(4990);
  expect(await cursor()).toBe(18);
  expect(await desk.replica.count(levels)).toBe(4990);
});

test('what waits stays on top of the rows that come', async () => {
  await desk.adjust('m1', 300);
  await load(lines(3, 10));
  expect((await desk.rows('stockLevel')).find(({ id }) => id === 'w1:v1')?.['quantity']).toBe(301);
  expect(await desk.replica.reader.all('SELECT quantity FROM "stockLevel__base"')).toEqual([{ quantity: 1 }]);
});

test('a centre that would empty most of a scope is believed the second time only', async () => {
  await load(lines(3, 500));
  await expect(load(lines(4, 10))).rejects.toMatchObject({ code: 'unavailable', details: { reason: 'sync.fuse' } });
  expect(await held()).toBe(500);
  await load(lines(4, 10));
  expect(await held()).toBe(10);
});

test.each([
  ['another scope', [`${JSON.stringify({ scope: 'store/x', version: 1, rows: 0 })}\n`]],
  ['HTML', ['<html>\n', '</html>\n']],
  ['a row before its columns', [...lines(3, 1).slice(0, 1), '["a"]\n', ...lines(3, 1).slice(3)]],
  ['broken JSON in a row', [...lines(3, 2).slice(0, 3), '[oops\n', ...lines(3, 2).slice(4)]],
  ['a wrong count', [...lines(3, 2).slice(0, 3), `{"end":true,"rows":2}\n`]],
  ['lines after the end', [...lines(3, 2), '["x"]\n']],
  ['nothing', []],
])('%s is refused', async (_, text) => {
  await expect(load(text)).rejects.toMatchObject({ code: 'damaged' });
  expect((await cursor()) ?? null).toBeNull();
});

test('a scope that was taken away is not filled any more', async () => {
  await desk.replica.write((tx) => tx.setState({ membership: [] }));
  await expect(load(lines(3, 2))).rejects.toMatchObject({ code: 'forbidden', details: { reason: 'scope' } });
  expect(await held()).toBe(0);
});
