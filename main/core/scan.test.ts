import { equalCodes, resolveScan } from './scan';
import type { QueryInput } from '../../shared/kernel/query';
import { AppError } from '../../shared/kernel/errors';
import type { AnyRecord } from '../../shared/kernel/entity';

const tables: Record<string, AnyRecord[]> = {
  barcode: [
    { id: 'b1', code: '4006381333931', variantId: 'pen', packQuantity: 1000 },
    { id: 'b2', code: '036000291452', variantId: 'tissue', packQuantity: 1000 },
    { id: 'b3', code: '10036000291459', variantId: 'tissue', packQuantity: 12_000 },
    { id: 'b4', code: 'PEN-1', variantId: 'pencil', packQuantity: 1000 },
  ],
  variant: [
    { id: 'pen', sku: 'PEN-1' },
    { id: 'mug', sku: 'MUG' },
  ],
  order: [{ id: 'o1', reference: 'LON-3-000012' }],
};

const read = async (query: QueryInput) => {
  const [condition] = query.where ?? [];
  const wanted = [condition?.value].flat();
  const rows = (tables[query.entity] ?? []).filter((row) => wanted.includes(row[condition?.field ?? ''] as string));
  return { rows, next: null, count: { value: rows.length, exact: true }, pending: [] };
};

test.each([
  ['4006381333931', { kind: 'variant', id: 'pen', packQuantity: 1000 }],
  ['04006381333931', { kind: 'variant', id: 'pen', packQuantity: 1000 }],
  ['0036000291452', { kind: 'variant', id: 'tissue', packQuantity: 1000 }],
  ['00036000291452', { kind: 'variant', id: 'tissue', packQuantity: 1000 }],
  ['10036000291459', { kind: 'variant', id: 'tissue', packQuantity: 12_000 }],
  ['0104006381333931', { kind: 'variant', id: 'pen', packQuantity: 1000 }],
  [']d2010400638133393110BATCH7', { kind: 'variant', id: 'pen', packQuantity: 1000 }],
  ['(01)04006381333931', { kind: 'variant', id: 'pen', packQuantity: 1000 }],
  [' MUG\r', { kind: 'variant', id: 'mug', packQuantity: 1000 }],
  ['PEN-1', { kind: 'variant', id: 'pencil', packQuantity: 1000 }],
  ['LON-3-000012', { kind: 'order', id: 'o1' }],
  ['4006381333932', { kind: 'unknown' }],
  ["' OR 1=1", { kind: 'unknown' }],
])('%j', async (code, expected) => {
  expect(await resolveScan(read, code)).toEqual(expected);
});

test('leading zeros are equal only among numbers of the trade', () => {
  expect(equalCodes('12345')).toEqual(['12345']);
  expect(equalCodes('00012345')).toEqual(['00012345', '000000012345', '0000000012345', '00000000012345']);
  expect(equalCodes('4006381333931')).toEqual(['4006381333931', '04006381333931']);
});

test('who may not read orders does not find any', async () => {
  const blind = async (query: QueryInput) => {
    if (query.entity === 'order') throw new AppError('forbidden', 'no');
    return read(query);
  };
  expect(await resolveScan(blind, 'LON-3-000012')).toEqual({ kind: 'unknown' });
});
