import { createOf, removeOf, updateOf } from '../kernel/crud';
import type { Entity } from '../kernel/entity';
import type { Mutation } from '../kernel/mutation';
import { createDomain } from '../kernel/register';
import { conflict } from './administration/conflict';
import { desk } from './administration/desk';
import { finishTask } from './administration/finish-task';
import { keepConflict } from './administration/keep-conflict';
import { renameDesk } from './administration/rename-desk';
import { revokeDesk } from './administration/revoke-desk';
import { settleOf } from './administration/settle-conflict';
import { store } from './administration/store';
import { task } from './administration/task';
import { taxRate } from './administration/tax-rate';
import shapes from './shapes.snap.json';
import { warehouse } from './administration/warehouse';
import { barcode } from './catalog/barcode';
import { price } from './catalog/price';
import { product } from './catalog/product';
import { variant } from './catalog/variant';
import { customer } from './customers/customer';
import { customerAddress } from './customers/customer-address';
import { labelDesign } from './labels/label-design';
import { cancelItems, closeItems, confirmItems, deliverItems } from './sales/advance-items';
import { commentOrder } from './sales/comment-order';
import { order } from './sales/order';
import { orderComment } from './sales/order-comment';
import { orderEvent } from './sales/order-event';
import { orderItem } from './sales/order-item';
import { placeOrder } from './sales/place-order';
import { setCustomReference } from './sales/set-custom-reference';
import { shipItems } from './sales/ship-items';
import { shipment } from './sales/shipment';
import { role } from './staff/role';
import { user } from './staff/user';
import { adjustStock } from './stock/adjust-stock';
import { grantAllowance } from './stock/grant-allowance';
import { reservedStock } from './stock/reserved-stock';
import { returnAllowance } from './stock/return-allowance';
import { stockAllowance } from './stock/stock-allowance';
import { stockLevel } from './stock/stock-level';
import { stockMovement } from './stock/stock-movement';

/** Entities that people create, edit and remove as whole records, with nothing more to it. */
const edited: readonly Entity[] = [
  store,
  warehouse,
  taxRate,
  role,
  user,
  customer,
  customerAddress,
  product,
  variant,
  price,
  barcode,
  labelDesign,
];

/** Entities that only change through verbs of their own. */
const kept: readonly Entity[] = [
  order,
  orderItem,
  shipment,
  orderComment,
  orderEvent,
  stockLevel,
  stockMovement,
  stockAllowance,
  reservedStock,
  conflict,
  task,
  desk,
];

/** What there is to do with a record that people edit. */
const editing = (entity: Entity) => [
  createOf(entity),
  updateOf(entity, keepConflict),
  removeOf(entity),
  settleOf(entity),
];

const verbs = [
  placeOrder,
  shipItems,
  confirmItems,
  deliverItems,
  closeItems,
  cancelItems,
  commentOrder,
  setCustomReference,
  adjustStock,
  grantAllowance,
  returnAllowance,
  finishTask,
  renameDesk,
  revokeDesk,
];

/** THE REGISTER: every noun and every verb of the product. In the order in which a first load fetches them. */
export const domain = createDomain(
  [...edited, ...kept],
  [...edited.flatMap(editing), ...verbs] as readonly Mutation[], // each verb's own argument type is checked where it is declared; the register only hands parsed arguments on
  { version: 1, former: shapes },
);
