import { ordersArea } from '../areas/orders/area';
import type { Area } from '../screens/area';

/** The register of areas: one line each. What is not here has the default screens. */
export const areas: readonly Area[] = [ordersArea, { group: 'catalog', parts: ['variant'] }];
