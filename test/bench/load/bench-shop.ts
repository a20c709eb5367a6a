import type { DemoShop } from '../../../server/demo/demo-shop';
import type { SeedBatch } from '../../../server/demo/seed';
import { domain } from '../../../shared/domain/domain';
import { builtInRoles } from '../../../shared/domain/staff/built-in-roles';
import type { AnyRecord } from '../../../shared/kernel/entity';
import { decode } from '../../../shared/store/codec';
import { madeRows } from '../made-rows';

/** Places of each kind; the desks are spread over them. */
export const PLACES = 4;
/** Orders and variants that are each desk's own: people at different tills rarely touch the same line. */
export const OWN = 10;

export const orderId = (desk: number, at: number) => `order-${desk * OWN + (at % OWN)}`;
export const variantId = (desk: number, at: number) => `variant-${desk * OWN + (at % OWN)}`;
export const storeId = (desk: number) => `store-${desk % PLACES}`;
export const warehouseId = (desk: number) => `warehouse-${desk % PLACES}`;

const batch = (entity: string, records: readonly AnyRecord[]): SeedBatch => ({ kind: 'records', entity, records });
const numbers = (count: number) => Array.from({ length: count }, (_, at) => at);

function madeRecords(name: 'order' | 'variant', count: number): AnyRecord[] {
  const { columns, rows } = madeRows(name, count);
  const entity = domain.entity(name);
  return rows.map((row) => decode(entity, Object.fromEntries(columns.map((column, at) => [column, row[at] ?? null]))));
}

const person = {
  id: 'user-manager', userName: 'manager', name: 'Manager', email: 'm@example.org', roleIds: ['role-manager'],
  stores: ['*'], warehouses: ['*'], active: true,
}; // prettier-ignore
const place = { currency: 'GBP', country: 'GB' };

/** A shop for so many desks: a manager who works at all of them, and for each desk orders and variants of its own. */
export function benchShop(desks: number): DemoShop {
  const orders = madeRecords('order', desks * OWN).map((order, at) => ({
    ...order,
    storeId: storeId(Math.floor(at / OWN)),
  }));
  return {
    code: 'BENCH',
    people: [],
    accounts: [],
    batches: () => [
      batch('role', [...builtInRoles]),
      batch('user', [person]),
      batch(
        'store',
        numbers(PLACES).map((at) => ({ id: `store-${at}`, name: `Store ${at}`, code: `S${at}`, ...place })),
      ),
      batch(
        'warehouse',
        numbers(PLACES).map((at) => ({
          id: `warehouse-${at}`,
          name: `W ${at}`,
          code: `W${at}`,
          storeIds: [],
          active: true,
        })),
      ),
      batch('variant', madeRecords('variant', desks * OWN)),
      batch('order', orders),
    ],
  };
}
