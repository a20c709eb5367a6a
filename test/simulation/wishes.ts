import { counterOrder } from '../harness/counter-order';
import type { Dice } from './random';
import type { Wish } from './desk';
import type { Faults } from './swarm';
import type { Look } from './rows';
import { customers, houses, personAt, stores, variants } from './world';

interface Asked {
  readonly look: Look;
  readonly dice: Dice;
  readonly faults: Faults;
  /** The gesture's name. */
  readonly uid: string;
  /** How many desks there are. */
  readonly desks: number;
}

type Made = { name: string; args: unknown } | null;
type Maker = (asked: Asked) => Made;

/** One of the ids that people see in a table. */
function some(entity: string, { look, dice }: Asked, where = '1 = 1'): string | undefined {
  const rows = look(`SELECT id FROM "${entity}" WHERE ${where} ORDER BY id`);
  return rows.length === 0 ? undefined : String(dice.pick(rows)?.[0]);
}

const adjust: Maker = ({ dice }) => ({
  name: 'stockLevel.adjust',
  args: {
    warehouseId: dice.pick(houses),
    variantId: dice.pick(variants),
    delta: dice.below(9) * 1000 + 1000 * (dice.chance(0.5) ? -9 : 1),
    reason: 'counted',
    note: null,
  },
});

const reprice: Maker = (asked) => {
  const id = some('variant', asked);
  return id === undefined ? null : { name: 'variant.reprice', args: { id, delta: asked.dice.below(99) + 1 } };
};

const place: Maker = ({ dice, uid }) => ({
  name: 'order.place',
  args: counterOrder({
    id: `order.${uid}`,
    reference: uid,
    storeId: dice.pick(stores),
    customerName: 'Ann',
    items: [1, 2].slice(0, 1 + dice.below(2)).map((n) => ({
      id: `item.${uid}.${n}`,
      variantId: dice.pick(variants),
      quantity: 1000 * (1 + dice.below(3)),
      unitPrice: 990,
    })),
  }),
});

const comment: Maker = (asked) => {
  const orderId = some('order', asked);
  return orderId === undefined ? null : { name: 'order.comment', args: { orderId, text: asked.uid } };
};

function parts(asked: Asked, orderId: string): { itemId: string; quantity: number; restId: string }[] {
  const rows = asked.look('SELECT id, quantity FROM "orderItem" WHERE "orderId" = ? ORDER BY id', [orderId]);
  return rows
    .filter(() => asked.dice.chance(0.7))
    .map(([id, quantity], at) => ({
      itemId: String(id),
      quantity: asked.dice.chance(0.3) ? 1000 : Number(quantity),
      restId: `rest.${asked.uid}.${at}`,
    }));
}

const ship: Maker = (asked) => {
  const orderId = some('order', asked);
  const items = orderId === undefined ? [] : parts(asked, orderId);
  if (orderId === undefined || items.length === 0) return null;
  const warehouseId = asked.dice.pick(houses);
  const args = { orderId, shipmentId: `parcel.${asked.uid}`, warehouseId, carrier: 'dhl', trackingNumber: null, items };
  return { name: 'order.ship', args };
};

const advance: Maker = (asked) => {
  const orderId = some('order', asked);
  const items = orderId === undefined ? [] : parts(asked, orderId);
  if (orderId === undefined || items.length === 0) return null;
  return { name: `order.${asked.dice.pick(['deliver', 'close', 'cancel'])}`, args: { orderId, items } };
};

const editCustomer: Maker = (asked) => {
  const id = some('customer', asked);
  if (id === undefined) return null;
  const field = asked.dice.pick(['note', 'phone', 'company']) ?? 'note';
  return { name: 'customer.update', args: { id, changes: { [field]: { from: null, to: asked.uid } } } };
};

const rename: Maker = (asked) => {
  const id = some('customer', asked);
  const name = asked.dice.chance(0.4) ? `${asked.uid}!` : asked.uid;
  return id === undefined ? null : { name: 'customer.rename', args: { id, name } };
};

const createCustomer: Maker = ({ uid, look }) => {
  const [row] = look('SELECT id FROM customer LIMIT 1');
  const like = { salutation: null, company: null, phone: null, note: null, country: 'DE', createdAt: 2 };
  const record = {
    ...like,
    id: `customer.${uid}`,
    reference: uid,
    firstName: 'New',
    lastName: uid,
    email: 'n@example.org',
  };
  return row ? { name: 'customer.create', args: record } : null;
};

const removeCustomer: Maker = (asked) => {
  const id = some('customer', asked, `id NOT IN ('${customers[0] ?? ''}')`);
  return id === undefined ? null : { name: 'customer.remove', args: { id } };
};

const moveOrder: Maker = (asked) => {
  const id = some('order', asked);
  const to = asked.dice.pick(stores);
  return id === undefined ? null : { name: 'order.update', args: { id, changes: { storeId: { from: null, to } } } };
};

const removeOrder: Maker = (asked) => {
  const id = some('order', asked);
  return id === undefined ? null : { name: 'order.remove', args: { id } };
};

const stumble: Maker = (asked) => {
  const id = some('product', asked);
  return id === undefined ? null : { name: 'product.stumble', args: { id, note: asked.uid } };
};

/** Somebody's places or roles change: scopes come and go. */
const membership: Maker = ({ dice, desks }) => {
  const id = personAt(1 + dice.below(Math.max(1, desks - 1)));
  const places = () => (dice.chance(0.3) ? ['*'] : stores.filter(() => dice.chance(0.5)));
  const changes: Record<string, { from: null; to: unknown }> = { stores: { from: null, to: places() } };
  if (dice.chance(0.5))
    changes['warehouses'] = { from: null, to: dice.chance(0.3) ? ['*'] : houses.filter(() => dice.chance(0.5)) };
  if (dice.chance(0.3))
    changes['roleIds'] = { from: null, to: [dice.pick(['role-manager', 'role-clerk', 'role-warehouse'])] };
  return { name: 'user.update', args: { id, changes } };
};

/** What people do, how often, and the switch that it hangs on. */
const makers: readonly (readonly [Maker, number, keyof Faults | null])[] = [
  [adjust, 5, null],
  [reprice, 5, null],
  [place, 4, null],
  [comment, 2, null],
  [ship, 3, null],
  [advance, 2, null],
  [editCustomer, 3, null],
  [rename, 2, null],
  [createCustomer, 2, null],
  [removeCustomer, 2, 'removals'],
  [removeOrder, 1, 'removals'],
  [moveOrder, 3, 'moves'],
  [stumble, 1, 'defects'],
  [membership, 3, 'membership'],
];

/** Something that a person at this desk might do now; null when there is nothing to do it with. */
export function wishOf(asked: Asked, earlier: readonly string[]): Wish | null {
  const able = makers.filter(([, , fault]) => fault === null || asked.faults[fault]);
  let at = asked.dice.below(able.reduce((sum, [, weight]) => sum + weight, 0));
  const chosen = able.find(([, weight]) => (at -= weight) < 0);
  const made = chosen?.[0](asked) ?? null;
  const last = earlier.at(-1);
  const deps = last !== undefined && asked.dice.chance(0.1) ? [last] : [];
  return made && { uid: asked.uid, deps, ...made };
}
