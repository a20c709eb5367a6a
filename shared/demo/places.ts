import type { RecordOf } from '../kernel/entity';
import type { store } from '../domain/administration/store';
import type { taxRate } from '../domain/administration/tax-rate';
import type { warehouse } from '../domain/administration/warehouse';

/** The demo shop: a gift seller with a store in London, one in Berlin, and three places with stock. */
export const stores: readonly RecordOf<typeof store>[] = [
  { id: 'store-london', name: 'London', code: 'LON', currency: 'GBP', country: 'GB' },
  { id: 'store-berlin', name: 'Berlin', code: 'BER', currency: 'EUR', country: 'DE' },
];

export const warehouses: readonly RecordOf<typeof warehouse>[] = [
  { id: 'warehouse-midlands', name: 'Midlands warehouse', code: 'MID', storeIds: ['store-london'], active: true },
  { id: 'warehouse-london', name: 'London stock room', code: 'LSR', storeIds: ['store-london'], active: true },
  { id: 'warehouse-berlin', name: 'Berlin warehouse', code: 'BLN', storeIds: ['store-berlin'], active: true },
];

export const taxRates: readonly RecordOf<typeof taxRate>[] = [
  { id: 'tax-gb-standard', name: 'UK standard', country: 'GB', rate: 2000 },
  { id: 'tax-gb-zero', name: 'UK zero (books)', country: 'GB', rate: 0 },
  { id: 'tax-de-standard', name: 'Germany standard', country: 'DE', rate: 1900 },
];

/** Country names as the sales export writes them. */
export const countries: Readonly<Record<string, string>> = {
  'United Kingdom': 'GB',
  Norway: 'NO',
  Germany: 'DE',
  France: 'FR',
  EIRE: 'IE',
  Australia: 'AU',
  Switzerland: 'CH',
  Netherlands: 'NL',
};

/** The store that serves a country: the continent buys in Berlin, everybody else in London. */
export const storeOf = (country: string): string =>
  ['DE', 'FR', 'CH', 'NL', 'NO'].includes(country) ? 'store-berlin' : 'store-london';
