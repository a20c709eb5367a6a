import type { Area } from '../../screens/area';
import { CustomerScreen } from './customer-screen';

export const customersArea: Area = {
  group: 'customers',
  screens: [{ entity: 'customer', record: CustomerScreen }],
};
