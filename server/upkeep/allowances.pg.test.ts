import { randomUUID } from 'node:crypto';
import type { Clock } from '../../shared/kernel/clock';
import { counterOrder } from '../../test/harness/counter-order';
import { databases, smallShop, TestCentres, type TestCentre } from '../../test/harness/test-centre';
import { WireDesk, type Act } from '../../test/harness/wire-desk';
import { endOverdue } from './allowances';

const centres = new TestCentres();
afterAll(() => centres.close());

jest.setTimeout(60_000);

const HOUR = 3_600_000;
const share = (variantId: string) => ({ warehouseId: 'north-house', variantId });
const manager = (name: string, args: Act['args']): Act => ({ name, args, actor: 'user-manager' });
const receive = (variantId: string, quantity: number) =>
  manager('stockLevel.adjust', { ...share(variantId), delta: quantity, reason: 'received', note: null });

function order(variantId: string, quantity: number, allowanceId: string | null): Act {
  const id = randomUUID();
  const reserve = { warehouseId: 'north-house', allowanceId };
  const items = [{ id: `${id}.1`, variantId, quantity, unitPrice: 1190, reserve }];
  return manager('order.place', counterOrder({ id, reference: `N-${id.slice(0, 8)}`, storeId: 'north', items }));
}

describe.each(databases)('scarce stock on %s', (database) => {
  let it_: TestCentre;
  let hours = 0;
  const clock: Clock = { now: () => Date.now() + hours * HOUR, monotonic: () => performance.now() };
  beforeAll(async () => {
    it_ = await centres.open(database, { clock });
  });

  const desk = async () => {
    const one = await new WireDesk(it_.url, () => hours * HOUR).register(smallShop.code);
    await one.signIn('manager', 'manager-secret');
    return one;
  };
  const reserved = async (variantId: string) =>
    (await it_.rows('SELECT quantity FROM "reservedStock" WHERE "variantId" = ?', [variantId])).map(({ quantity }) =>
      Number(quantity),
    );
  const reasons = (results: Awaited<ReturnType<WireDesk['act']>>) =>
    results.map((one) => (one.status === 'parked' ? one.error.details['reason'] : one.status));

  test('eight desks at once reserve one each of five: five are done, three are told that none is free', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, desk));
    await all[0]!.act(receive('red', 5000));
    const results = await Promise.all(all.map((one) => one.act(order('red', 1000, null))));
    expect(results.flatMap(reasons).sort()).toEqual([
      ...Array.from({ length: 5 }, () => 'done'),
      ...Array.from({ length: 3 }, () => 'stock.notFree'),
    ]);
    expect(await reserved('red')).toEqual([5000]);
  });

  test('nobody but its desk sells from an allowance; it ends when its time and the longest way without the line are over', async () => {
    const [holder, other] = [await desk(), await desk()];
    const id = randomUUID();
    const until = clock.now() + HOUR;
    const grant = { id, deskId: holder.deviceId, ...share('blue'), quantity: 3000, until };
    const done = await other.act(receive('blue', 3000), manager('stockAllowance.grant', grant));
    expect(reasons(done)).toEqual(['done', 'done']);
    expect(reasons(await other.act(order('blue', 1000, id)))).toEqual(['stock.otherAllowance']);
    expect(reasons(await holder.act(order('blue', 1000, id)))).toEqual(['done']);
    const late = holder.mutations([order('blue', 1000, id)]);
    expect(await endOverdue(it_.centre.context)).toBe(0);
    hours = 72;
    expect(await endOverdue(it_.centre.context)).toBe(0);
    hours = 74;
    await other.pull();
    expect(await endOverdue(it_.centre.context)).toBe(1);
    expect(await reserved('blue')).toEqual([1000]);
    await other.pull(); // whoever may see allowances hears of it like of any other change
    expect(other.row('allowances', 'stockAllowance', id)).toMatchObject({ state: 'ended', used: 1000 });
    // Made in time, and come very late: its word is kept.
    expect((await holder.push(late)).results).toMatchObject([{ status: 'done' }]);
    expect(await reserved('blue')).toEqual([2000]);
    expect(await endOverdue(it_.centre.context)).toBe(0);
  });
});
