import { randomUUID } from 'node:crypto';
import { CoreDesk, eventually } from '../../test/harness/core-desk';
import { TestCentres } from '../../test/harness/test-centre';

const centres = new TestCentres();
let desk: CoreDesk;

const LIMIT = 20;

beforeAll(async () => {
  const { url } = await centres.open('SQLite', { limits: { outbox: LIMIT } });
  desk = await CoreDesk.open(url);
  await desk.signIn('manager');
  await desk.quiet();
});
afterAll(async () => {
  await desk?.close();
  await centres.close();
});

const found = (uid: string = randomUUID()) =>
  desk.act(
    'stockLevel.adjust',
    { warehouseId: 'north-house', variantId: 'red', delta: 1000, reason: 'found', note: null },
    uid,
  );
const rename = (from: string, to: string) => desk.act('product.update', { id: 'mug', changes: { sku: { from, to } } });
const request = () => desk.act('order.setCustomReference', { orderId: 'none', customReference: 'x' });
const full = { code: 'refused', details: { reason: 'outbox.full', waiting: LIMIT, limit: LIMIT } };

test('the outbox warns from a tenth of its limit on, and when it is full takes down what has happened and nothing else', async () => {
  desk.line.cut();
  await eventually(async () => expect((await desk.status()).line).toBe('offline'));
  expect((await desk.status()).trouble).toMatchObject({ code: 'offline', reason: 'line.down' });
  await found();
  expect((await desk.status()).outbox).toEqual({ limit: LIMIT, pressure: 'low' });
  await rename('MUG', 'MUG-1');
  expect((await desk.status()).outbox).toEqual({ limit: LIMIT, pressure: 'high' });
  await Promise.all(Array.from({ length: LIMIT - 2 }, () => found()));
  expect(await desk.status()).toMatchObject({ waiting: LIMIT, outbox: { pressure: 'full' } });
  await expect(rename('MUG-1', 'MUG-2')).rejects.toMatchObject(full);
  await expect(request()).rejects.toMatchObject(full);
  expect(await desk.row('product', 'mug')).toMatchObject({ sku: 'MUG-1' });
  const uid = await found();
  await found(uid);
  expect(await desk.status()).toMatchObject({ waiting: LIMIT + 1, outbox: { pressure: 'full' } });
  await desk.restart(); // the limit is kept with the files
  await eventually(async () => expect((await desk.status()).outbox).toEqual({ limit: LIMIT, pressure: 'full' }));
  await desk.core.call('session.signIn', { userName: 'manager', password: 'manager-secret' });
  await expect(rename('MUG-1', 'MUG-2')).rejects.toMatchObject({ details: { reason: 'outbox.full' } });
});

test('when the line is back everything goes through and wishes are heard again; the status tells how it went', async () => {
  const { health } = await desk.status();
  expect(Date.now() - (health.oldest ?? 0)).toBeLessThan(120_000);
  desk.line.set('html');
  await eventually(async () =>
    expect((await desk.status()).trouble).toEqual({ code: 'unavailable', reason: 'centre.garbled' }),
  );
  desk.line.restore();
  await desk.core.call('sync.now', null);
  await desk.quiet();
  await rename('MUG-1', 'MUG-2');
  await desk.quiet();
  expect(await desk.row('product', 'mug')).toMatchObject({ sku: 'MUG-2' });
  const status = await desk.status();
  expect(status).toMatchObject({ trouble: null, needs: { refused: 0 }, outbox: { pressure: 'low' } });
  expect(status.health).toMatchObject({ oldest: null, behind: 0, failedPredictions: 0 });
  expect(status.health.rebaseP95).toBeGreaterThanOrEqual(0);
  expect(Math.abs(status.health.clockOffset ?? Infinity)).toBeLessThan(2000); // both read the same clock
});
