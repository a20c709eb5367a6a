import { IconShoppingCartPlus } from '@tabler/icons-react';
import { order } from '../../../shared/domain/sales/order';
import { placeOrder } from '../../../shared/domain/sales/place-order';
import type { Area } from '../../screens/area';
import { createPath } from '../../screens/address';
import { OrderEntryScreen } from './entry/order-entry-screen';
import { OrderScreen } from './record/order-screen';

const { capability } = placeOrder;

/** Orders: entering them, and all that is done with one afterwards. */
export const ordersArea: Area = {
  group: 'orders',
  screens: [{ entity: 'order', record: OrderScreen, create: { screen: OrderEntryScreen, capability } }],
  commands: [
    {
      id: 'order.new',
      title: 'entry.title',
      icon: IconShoppingCartPlus,
      path: createPath(order),
      capability,
      keys: ['n', 'o'],
    },
  ],
  parts: ['shipment'],
};
