import { builtInRoles } from '../../shared/domain/staff/built-in-roles';
import type { SeedBatch } from '../../server/demo/seed';

/** Desks that a history may have, at most. */
export const MOST_DESKS = 8;
export const stores = ['north', 'south'];
export const houses = ['north-house', 'south-house'];
export const variants = ['red', 'blue', 'green'];
export const customers = ['ann', 'bob', 'eve'];

const places = [
  { role: 'role-administrator', stores: ['*'], warehouses: ['*'] },
  { role: 'role-manager', stores: ['*'], warehouses: ['*'] },
  { role: 'role-warehouse', stores: ['north'], warehouses: ['north-house'] },
  { role: 'role-clerk', stores: ['south'], warehouses: ['south-house'] },
];

/** Who works at the desk of that number. Desks 0 and 1 see everything, the others one place each. */
export const personAt = (desk: number) => `user-${desk}`;
export const deviceOf = (desk: number) => `device-${desk}`;

const people = Array.from({ length: MOST_DESKS }, (_, desk) => {
  const place = places[desk < 2 ? desk : 2 + (desk % 2)] ?? places[0]!;
  return {
    id: personAt(desk),
    userName: personAt(desk),
    name: personAt(desk),
    email: `${desk}@example.org`,
    roleIds: [place.role],
    stores: place.stores,
    warehouses: place.warehouses,
    active: true,
  };
});

const place = (id: string) => ({ id, name: id, code: id.slice(0, 3), currency: 'EUR', country: 'DE' });
const house = (id: string, index: number) => ({
  id,
  name: id,
  code: id.slice(0, 3),
  storeIds: [stores[index] ?? ''],
  active: true,
});
const article = (id: string) => ({
  id,
  productId: 'mug',
  sku: id,
  name: { en: `Mug ${id}` },
  price: 1_000_000,
  currency: 'EUR',
  image: null,
  active: true,
});
const buyer = (id: string) => ({
  id,
  reference: id,
  salutation: null,
  firstName: id,
  lastName: id,
  company: null,
  email: `${id}@example.org`,
  phone: null,
  country: 'DE',
  note: null,
  createdAt: 1,
});
const mug = (id: string) => ({
  id,
  sku: id,
  name: { en: id },
  description: null,
  image: null,
  taxRateId: 'vat',
  active: true,
});

/** Two stores with a warehouse each, three mugs, three customers, one person a desk. */
export const world: SeedBatch[] = [
  { kind: 'records', entity: 'role', records: [...builtInRoles] },
  { kind: 'records', entity: 'user', records: people },
  { kind: 'records', entity: 'store', records: stores.map(place) },
  { kind: 'records', entity: 'warehouse', records: houses.map(house) },
  { kind: 'records', entity: 'customer', records: customers.map(buyer) },
  { kind: 'records', entity: 'product', records: ['mug', 'cup'].map(mug) },
  { kind: 'records', entity: 'variant', records: variants.map(article) },
];
