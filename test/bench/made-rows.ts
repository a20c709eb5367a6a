import { domain } from '../../shared/domain/domain';
import type { AnyRecord } from '../../shared/kernel/entity';
import { encode } from '../../shared/store/codec';
import { columnsOf } from '../../shared/store/columns';
import type { SqlValue } from '../../shared/store/sql';

/** Rows in storage form, as the wire brings them. */
export interface MadeRows {
  readonly columns: string[];
  readonly rows: SqlValue[][];
}

const places = ['London', 'Leeds', 'Bristol', 'York', 'Bath', 'Norwich', 'Glasgow', 'Cardiff'];
const states = ['confirmed', 'partlyShipped', 'shipped', 'delivered', 'closed'];

function orderRecord(index: number): AnyRecord {
  const name = `Customer ${(index * 7919) % 100_003} ${places[index % places.length] ?? ''}`;
  const address = {
    firstName: 'Ada',
    lastName: name,
    address1: `${index % 180} High Street`,
    zip: '12345',
    city: 'London',
    country: 'GB',
  };
  return {
    id: `order-${index}`, reference: `LON-1-${String(index).padStart(7, '0')}`, storeId: 'store-london',
    customerId: `customer-${index % 5000}`, customerName: name, email: `person.${index}@example.com`,
    placedAt: 1_700_000_000_000 + ((index * 7919) % 1_000_003) * 60_000, state: states[index % states.length] ?? 'new', source: 'web',
    currency: 'GBP', itemCount: index % 9, subtotal: index % 90_000, taxTotal: index % 9000, grandTotal: (index * 31) % 100_000,
    billingAddress: address, shippingAddress: address, customReference: null, note: null,
  }; // prettier-ignore
}

function variantRecord(index: number): AnyRecord {
  const name = { en: `Article ${(index * 7919) % 100_003} in ${places[index % places.length] ?? ''}` };
  return {
    id: `variant-${index}`,
    productId: `product-${index >> 1}`,
    sku: `SKU-${index}`,
    name,
    price: index % 9999,
    currency: 'GBP',
    image: null,
    active: true,
  };
}

function barcodeRecord(index: number): AnyRecord {
  return {
    id: `barcode-${index}`,
    variantId: `variant-${index}`,
    code: String(2_000_000_000_000 + index),
    symbology: 'ean13',
    packQuantity: 1000,
  };
}

const makers: Readonly<Record<string, (index: number) => AnyRecord>> = {
  order: orderRecord,
  variant: variantRecord,
  barcode: barcodeRecord,
};

/** `count` rows of orders, variants or barcodes, always the same. */
export function madeRows(entityName: 'order' | 'variant' | 'barcode', count: number): MadeRows {
  const entity = domain.entity(entityName);
  const maker = makers[entityName];
  const rows = Array.from({ length: count }, (_, index) => encode(entity, maker?.(index) ?? { id: '' }));
  return { columns: columnsOf(entity).map(({ name }) => name), rows };
}
