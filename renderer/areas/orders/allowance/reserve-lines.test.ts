import { reserveLines } from './reserve-lines';

const lease = (id: string, changes: object = {}) => ({
  ...{ id, warehouseId: 'w1', variantId: 'v1', quantity: 3000, used: 0, until: 100 },
  ...changes,
});
const line = (id: string, quantity: number | null, variantId = 'v1') => ({ id, variantId, quantity });
const from = (allowanceId: string) => ({ warehouseId: 'w1', allowanceId });

test('each line comes whole out of one allowance of its article, the one that runs out first', () => {
  const leases = [lease('late', { until: 200 }), lease('soon', { used: 1000 }), lease('other', { variantId: 'v2' })];
  const lines = [line('a', 2000), line('b', 1000), line('c', 3000), line('d', 2000), line('e', 1, 'v2')];
  expect([...reserveLines(lines, leases, 50)]).toEqual([
    ['a', from('soon')],
    ['b', from('late')],
    ['d', from('late')],
    ['e', from('other')],
  ]);
});

test('what is over, used up, or no number yet is left alone', () => {
  const leases = [lease('over', { until: 50 }), lease('empty', { used: 3000 })];
  expect(reserveLines([line('a', 1000), line('b', null)], leases, 50).size).toBe(0);
  expect(reserveLines([line('a', 1000)], [lease('live')], 99).get('a')).toEqual(from('live'));
});
