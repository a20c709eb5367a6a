import type { RecordOf } from '../../kernel/entity';
import { READ_AUDIT } from '../administration/read-audit';
import type { role } from './role';

const lookUp = [
  'catalog.product.read',
  'catalog.variant.read',
  'catalog.price.read',
  'catalog.barcode.read',
  'labels.labelDesign.read',
];
const house = [
  'administration.store.read',
  'administration.warehouse.read',
  'administration.taxRate.read',
  'staff.user.read',
  'staff.role.read',
];
const readSales = ['order', 'orderItem', 'shipment', 'orderComment', 'orderEvent'].map((name) => `sales.${name}.read`);
const tasks = ['administration.task.read', 'administration.task.finish'];
/** For all who edit what others edit too. */
const conflicts = ['administration.conflict.read'];
const readStock = ['stockLevel', 'stockMovement', 'stockAllowance', 'reservedStock'].map(
  (name) => `stock.${name}.read`,
);

/** The roles that a new shop starts with; a shop changes them as it likes. */
export const builtInRoles: readonly RecordOf<typeof role>[] = [
  { id: 'role-administrator', name: 'Administrator', allow: ['*'], deny: [] },
  {
    id: 'role-manager',
    name: 'Shop manager',
    allow: [
      'sales.*',
      'catalog.*',
      'stock.*',
      'customers.*',
      'labels.*',
      ...house,
      ...tasks,
      ...conflicts,
      'administration.desk.read',
      READ_AUDIT,
    ],
    deny: [],
  },
  {
    id: 'role-clerk',
    name: 'Counter clerk',
    allow: [
      ...lookUp,
      ...house,
      ...readSales,
      ...readStock,
      ...tasks,
      ...conflicts,
      'customers.*',
      'labels.label.print',
      'sales.order.place',
      'sales.order.comment',
      'sales.order.ship',
      'sales.order.cancel',
      'sales.order.setCustomReference',
      'stock.stockAllowance.return',
    ],
    deny: ['customers.customer.remove'],
  },
  {
    id: 'role-warehouse',
    name: 'Warehouse worker',
    allow: [
      ...lookUp,
      ...house,
      ...readSales,
      ...readStock,
      ...tasks,
      'labels.label.print',
      'stock.stockLevel.adjust',
      'sales.order.ship',
      'sales.order.deliver',
      'sales.order.comment',
    ],
    deny: [],
  },
];
