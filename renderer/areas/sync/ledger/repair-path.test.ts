import { repairPath } from './repair-path';

test.each([
  ['order.place', { id: 'o1' }, '/sales/order/new?from=u1'],
  ['customer.create', { id: 'c1' }, '/customers/customer/new?from=u1'],
  ['customer.update', { id: 'c/1', changes: {} }, '/customers/customer/c%2F1?from=u1'],
  ['customer.update', {}, null],
  ['order.cancel', { orderId: 'o1' }, null],
  ['unicorn.update', { id: 'x' }, null],
])('%s of %j opens at %s', (name, args, path) => {
  expect(repairPath({ name, args, uid: 'u1' })).toBe(path);
});
