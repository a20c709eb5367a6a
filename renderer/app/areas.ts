import { auditArea } from '../areas/audit/area';
import { catalogArea } from '../areas/catalog/area';
import { customersArea } from '../areas/customers/area';
import { desksArea } from '../areas/desks/area';
import { labelsArea } from '../areas/labels/area';
import { ordersArea } from '../areas/orders/area';
import { inboxArea, syncArea } from '../areas/sync/area';
import type { Area } from '../screens/area';

/** The register of areas: one line each. What is not here has the default screens. */
export const areas: readonly Area[] = [
  inboxArea,
  ordersArea,
  catalogArea,
  customersArea,
  labelsArea,
  syncArea,
  desksArea,
  auditArea,
];
