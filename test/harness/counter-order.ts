/** What `order.place` takes for a guest's order at the counter, without addresses; who, where, what and whatever differs come with it. */
export const counterOrder = <T extends object>(order: T) => ({
  customerId: null,
  customerName: 'Ada',
  email: null,
  source: 'counter',
  currency: 'EUR',
  billingAddress: null,
  shippingAddress: null,
  customReference: null,
  note: null,
  ...order,
});
