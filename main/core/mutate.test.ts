import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { warehouse } from '../../shared/domain/administration/warehouse';
import { domain } from '../../shared/domain/domain';
import { stockLevel } from '../../shared/domain/stock/stock-level';
import { AppError } from '../../shared/kernel/errors';
import type { Rights } from '../../shared/kernel/permission';
import type { Change } from '../../shared/protocol/ipc';
import { columnsOf } from '../../shared/store/columns';
import { Changes } from './changes';
import { Writer, type Actor } from './mutate';
import { openJournal, type Journal } from './store/journal';
import { openReplica, type Replica } from './store/replica';

let folder: string;
let journal: Journal;
let replica: Replica;
let writer: Writer;
let heard: Change[];
let now = 1_760_000_000_000;
const clock = { now: () => (now += 1), monotonic: () => 0 };
const logged: string[] = [];
const log = { write: (_level: string, event: string) => void logged.push(event) };

const everywhere: Rights = [{ allow: ['*'], deny: [], stores: '*', warehouses: '*' }];
const sign = () => '0'.repeat(128);
const boss: Actor = { userId: 'u1', rights: everywhere, sign };
const adjust = (uid: string, delta = -1000) => ({
  uid,
  name: 'stockLevel.adjust',
  args: { warehouseId: 'w1', variantId: 'v1', delta, reason: 'damaged', note: null },
});

async function open() {
  journal = await openJournal(folder, { clock });
  replica = await openReplica(folder, domain);
  const changes = new Changes();
  heard = [];
  changes.onChange((change) => void heard.push(change));
  writer = new Writer({ domain, journal, replica, changes, clock, log });
}
async function close() {
  await replica.close();
  await journal.close();
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mutate-'));
  logged.length = 0;
  await open();
});
afterEach(async () => {
  await close();
  await rm(folder, { recursive: true, force: true });
});

const rows = (table: string) => replica.reader.all(`SELECT * FROM "${table}"`);
const quantity = async () => (await replica.reader.all('SELECT quantity FROM "stockLevel"'))[0]?.['quantity'];

test('a gesture is in the journal and in the tables, and is announced once', async () => {
  expect(await writer.mutate(adjust('g1'), boss)).toBeNull();
  expect(await quantity()).toBe(-1000);
  expect(await journal.outbox.waiting(0, 10)).toMatchObject([
    { mid: 1, uid: 'g1', ver: 1, actor: 'u1', state: 'waiting' },
  ]);
  expect((await replica.state()).appliedMid).toBe(1);
  expect(heard).toEqual([
    {
      topic: 'records',
      entities: [
        { entity: 'stockMovement', ids: ['g1'] },
        { entity: 'stockLevel', ids: ['w1:v1'] },
        { entity: 'task', ids: ['w1:v1'] },
      ],
    },
    { topic: 'sync' },
  ]);
  expect(await replica.pending(stockLevel, ['w1:v1', 'w1:v2'])).toEqual(['w1:v1']);
});

test('the same uid again does nothing, at once, together or after a restart', async () => {
  await Promise.all([writer.mutate(adjust('g1'), boss), writer.mutate(adjust('g1'), boss)]);
  await close();
  await open();
  await writer.mutate(adjust('g1'), boss);
  expect(await quantity()).toBe(-1000);
  expect(await journal.outbox.count()).toBe(1);
});

test('a verb that refuses leaves nothing behind: no row, no entry, no news', async () => {
  const place = { uid: 'g1', name: 'order.place', args: { id: 'o1', items: [] } };
  await expect(writer.mutate(place, boss)).rejects.toMatchObject({ code: 'invalid', details: { field: 'reference' } });
  const zero = adjust('g2', 0);
  await expect(writer.mutate(zero, boss)).rejects.toMatchObject({ code: 'invalid', details: { field: 'delta' } });
  const ship = { orderId: 'gone', items: [{ itemId: 'i', quantity: 1000, restId: 'r' }] };
  await expect(writer.mutate({ uid: 'g3', name: 'order.confirm', args: ship }, boss)).rejects.toBeInstanceOf(AppError);
  await expect(writer.mutate({ uid: 'g4', name: 'order.nope', args: {} }, boss)).rejects.toMatchObject({
    code: 'notFound',
  });
  expect(await journal.outbox.count()).toBe(0);
  expect(await rows('stockLevel')).toEqual([]);
  expect(heard).toEqual([]);
});

test('a person without the right, or without it at that place, is refused', async () => {
  const reader: Actor = {
    userId: 'u2',
    rights: [{ allow: ['stock.stockLevel.read'], deny: [], stores: '*', warehouses: '*' }],
    sign,
  };
  const rights = [{ allow: ['*'], deny: [], stores: '*' as const, warehouses: ['w2'] }];
  const elsewhere: Actor = { userId: 'u3', rights, sign };
  await expect(writer.mutate(adjust('g1'), reader)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(writer.mutate(adjust('g1'), elsewhere)).rejects.toMatchObject({ code: 'forbidden' });
  expect(await journal.outbox.count()).toBe(0);
  expect(await rows('stockMovement')).toEqual([]);
});

test('after a crash between journal and replica, the start makes up for it, once', async () => {
  await writer.mutate(adjust('g1'), boss);
  await journal.outbox.append({
    uid: 'g2',
    name: 'stockLevel.adjust',
    ver: 1,
    args: { warehouseId: 'w1', variantId: 'v1', delta: -2000, reason: 'damaged', note: null },
    actor: 'u1',
    at: 5,
    deps: [],
    sig: null,
  });
  await close();
  await open();
  await writer.redo();
  expect(await quantity()).toBe(-3000);
  await writer.redo();
  expect(await quantity()).toBe(-3000);
  expect((await replica.state()).appliedMid).toBe(2);
});

test('when the replica cannot commit, the gesture is saved all the same and seen soon', async () => {
  const write = replica.write.bind(replica);
  let fails = 1;
  jest.spyOn(replica, 'write').mockImplementation((work) =>
    write(async (tx) => {
      const result = await work(tx);
      if ((fails -= 1) === 0) throw new AppError('unavailable', 'disk full');
      return result;
    }),
  );
  expect(await writer.mutate(adjust('g1'), boss)).toBeNull();
  expect(await quantity()).toBe(-1000);
  expect(await journal.outbox.count()).toBe(1);
  expect(logged).toContain('replica.commitFailed');
});

test('when the journal cannot take it, the person is told and nothing is seen', async () => {
  jest.spyOn(journal.outbox, 'append').mockRejectedValueOnce(new AppError('unavailable', 'disk full'));
  await expect(writer.mutate(adjust('g1'), boss)).rejects.toMatchObject({ code: 'unavailable' });
  expect(await rows('stockLevel')).toEqual([]);
  expect(heard).toEqual([]);
  await writer.mutate(adjust('g1'), boss);
  expect(await quantity()).toBe(-1000);
});

test('a new replica gets what waits from the journal; what cannot be predicted stays waiting', async () => {
  await replica.write(async (tx) => {
    await tx.setState({ capture: false });
    const columns = columnsOf(warehouse).map(({ name }) => name);
    await tx.applyRows(warehouse, columns, [['w1', 'Back room', 'B', '[]', 1]]);
    await tx.setState({ capture: true });
  });
  const rename = { id: 'w1', changes: { name: { from: 'Back room', to: 'Cellar' } } };
  await writer.mutate({ uid: 'g1', name: 'warehouse.update', args: rename }, boss);
  await writer.mutate(adjust('g2'), boss);
  await close();
  for (const part of ['', '-wal', '-shm']) await rm(join(folder, `replica.db${part}`), { force: true });
  await open();
  await writer.redo();
  expect(await rows('warehouse')).toEqual([]);
  expect(await quantity()).toBe(-1000);
  expect(logged).toEqual(['replay.failed']);
  expect((await journal.outbox.waiting(0, 10)).map(({ uid }) => uid)).toEqual(['g1', 'g2']);
  expect((await replica.state()).appliedMid).toBe(2);
});

test('a hundred gestures at once keep their order and all count', async () => {
  await Promise.all(Array.from({ length: 100 }, (_, i) => writer.mutate(adjust(`g${i}`), boss)));
  expect(await quantity()).toBe(-100_000);
  const waiting = await journal.outbox.waiting(0, 200);
  expect(waiting.map(({ mid, uid }) => [mid, uid])).toEqual(Array.from({ length: 100 }, (_, i) => [i + 1, `g${i}`]));
});
