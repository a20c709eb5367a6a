import type { OrderItem } from '../moves/item-moves';
import { historySteps, type OrderEvent } from './history-steps';
import { itemGroups, type Shipment } from './item-groups';

const item = (id: string, changes: Partial<OrderItem>): OrderItem => ({
  id,
  orderId: 'o',
  storeId: 's',
  position: 1,
  variantId: 'v',
  sku: 'V',
  name: 'V',
  quantity: 1000,
  currency: 'EUR',
  unitPrice: 100,
  taxRate: 0,
  total: 100,
  tax: 0,
  state: 'confirmed',
  shipmentId: null,
  reservedFrom: null,
  ...changes,
});
const parcel = (id: string, shippedAt: number): Shipment => ({
  id,
  orderId: 'o',
  storeId: 's',
  warehouseId: 'w',
  shippedAt,
  actorId: 'u',
  carrier: null,
  trackingNumber: null,
  itemCount: 1,
});

describe('itemGroups', () => {
  test('open lines, parcels as they left, cancelled lines; each in the order of the lines', () => {
    const items = [
      item('x', { state: 'cancelled', position: 4 }),
      item('late', { state: 'shipped', shipmentId: 'p2', position: 1 }),
      item('early', { state: 'delivered', shipmentId: 'p1', position: 3 }),
      item('b', { position: 2 }),
      item('a', { position: 1 }),
    ];
    const groups = itemGroups(items, [parcel('p2', 20), parcel('p1', 10)]);
    expect(groups.map(({ kind, items: inside }) => [kind, ...inside.map(({ id }) => id)])).toEqual([
      ['open', 'a', 'b'],
      ['shipment', 'early'],
      ['shipment', 'late'],
      ['cancelled', 'x'],
    ]);
    expect(groups.flatMap((group) => (group.kind === 'shipment' ? [group.number] : []))).toEqual([1, 2]);
  });

  test('a parcel that is not here yet still holds its lines together, and stands last', () => {
    const items = [
      item('a', { state: 'shipped', shipmentId: 'unknown' }),
      item('b', { state: 'shipped', shipmentId: 'p1' }),
    ];
    const groups = itemGroups(items, [parcel('p1', 10)]);
    expect(groups).toEqual([
      expect.objectContaining({ id: 'p1', number: 1 }),
      expect.objectContaining({ id: 'unknown', number: 2, shipment: undefined }),
    ]);
  });

  test('without lines there is nothing', () => {
    expect(itemGroups([], [parcel('p1', 1)])).toEqual([]);
  });
});

describe('historySteps', () => {
  const event = (id: string, changes: Partial<OrderEvent>): OrderEvent => ({
    id,
    orderId: 'o',
    storeId: 's',
    at: 1,
    actorId: 'u',
    event: 'ship',
    itemId: null,
    quantity: null,
    fromState: null,
    toState: null,
    ...changes,
  });

  test('what one gesture did to several lines is one step, newest first', () => {
    const steps = historySteps([
      event('g1', { event: 'placed', at: 1 }),
      event('g2.1', { at: 5, itemId: 'b', quantity: 2000 }),
      event('g2.0', { at: 5, itemId: 'a', quantity: 1000 }),
      event('g3.0', { at: 9, event: 'deliver', itemId: 'a', quantity: 1000 }),
    ]);
    expect(steps.map(({ event: name, lines }) => [name, lines.map(({ itemId }) => itemId)])).toEqual([
      ['deliver', ['a']],
      ['ship', ['a', 'b']],
      ['placed', []],
    ]);
  });

  test('two gestures at the same moment stay two', () => {
    expect(historySteps([event('g1.0', { itemId: 'a' }), event('g2.0', { itemId: 'a' })])).toHaveLength(2);
  });
});
