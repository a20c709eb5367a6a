import { TestCentres } from '../../test/harness/test-centre';
import type { WireDesk } from '../../test/harness/wire-desk';

const centres = new TestCentres();
afterAll(() => centres.close());

const adjust = {
  name: 'stockLevel.adjust',
  actor: 'user-manager',
  args: { warehouseId: 'south-house', variantId: 'red', delta: 1, reason: 'found', note: null },
};

test('a desk that sends more than its share is told when to come again, nothing of it is consumed, and others go on', async () => {
  let ms = 0;
  const clock = { now: () => Date.now(), monotonic: () => ms };
  const it_ = await centres.open('SQLite', { clock, limits: { mutations: 60 } });
  const [mad, calm] = [await it_.desk('manager'), await it_.desk('manager')];
  const send = (desk: WireDesk, count: number) => desk.mutations(Array.from({ length: count }, () => adjust));
  await mad.push(send(mad, 40));
  await mad.push(send(mad, 40)); // one message may overdraw
  const more = send(mad, 5);
  const body = JSON.stringify({ clientId: mad.clientId, epoch: mad.epoch, mutations: more });
  const refused = await mad.send('POST', '/sync/push', body);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '21']);
  expect(JSON.parse(refused.text)).toMatchObject({ code: 'unavailable', details: { reason: 'rateLimit' } });
  expect((await calm.push(send(calm, 5))).lmid).toBe(5);
  ms += 20_000;
  await expect(mad.push(more)).rejects.toMatchObject({ status: 429 });
  ms += 1_000;
  expect((await mad.push(more)).lmid).toBe(85);
  const [row] = await it_.rows('SELECT quantity FROM "stockLevel" WHERE "variantId" = \'red\'');
  expect(Number(row?.['quantity'])).toBe(90);
});
