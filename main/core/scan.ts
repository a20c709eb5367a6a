import type { AnyRecord } from '../../shared/kernel/entity';
import { AppError } from '../../shared/kernel/errors';
import type { Condition, Page, QueryInput } from '../../shared/kernel/query';
import type { Scan } from '../../shared/protocol/ipc';

type Read = (query: QueryInput) => Promise<Page<AnyRecord>>;

/** The lengths of a GTIN; shorter ones are the same number with leading zeros (GS1 General Specifications 3.3). */
const gtinLengths = [8, 12, 13, 14];

/** AIM symbology identifiers of GS1 symbols, then application identifier 01: what a scanner sends for a GS1 DataMatrix. */
const gs1Gtin = /^(?:\](?:C1|d2|Q3|e0))?\(?01\)?(\d{14})(?:\D.*|\d{2}.*)?$/;

/** The same trade item's number in every length that it may be kept in; the code as scanned comes first. */
export function equalCodes(code: string): string[] {
  const digits = gs1Gtin.exec(code)?.[1] ?? (/^\d+$/.test(code) && gtinLengths.includes(code.length) ? code : null);
  if (digits === null) return [code];
  const bare = digits.replace(/^0+/, '');
  const padded = gtinLengths.filter((length) => bare.length <= length).map((length) => bare.padStart(length, '0'));
  return [...new Set([code, ...padded])];
}

/** Rows that the person may read; none where he may read none. */
async function rowsOf(read: Read, entity: string, condition: Condition): Promise<AnyRecord[]> {
  try {
    return (await read({ entity, where: [condition], limit: 20 })).rows;
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return [];
    throw error;
  }
}

async function byBarcode(read: Read, code: string): Promise<Scan | null> {
  const codes = equalCodes(code);
  const rows = await rowsOf(read, 'barcode', { field: 'code', op: 'in', value: codes });
  const [best] = rows.sort((a, b) => codes.indexOf(String(a['code'])) - codes.indexOf(String(b['code'])));
  return best ? { kind: 'variant', id: String(best['variantId']), packQuantity: Number(best['packQuantity']) } : null;
}

/** One piece, in thousandths. */
const PIECE = 1000;

/** What a scanned code stands for: a variant by one of its barcodes or its SKU, an order by its reference, or nothing known. Indexed reads only. */
export async function resolveScan(read: Read, scanned: string): Promise<Scan> {
  const code = scanned.trim();
  const found = await byBarcode(read, code);
  if (found) return found;
  const [variant] = await rowsOf(read, 'variant', { field: 'sku', op: 'eq', value: code });
  if (variant) return { kind: 'variant', id: variant.id, packQuantity: PIECE };
  const [order] = await rowsOf(read, 'order', { field: 'reference', op: 'eq', value: code });
  return order ? { kind: 'order', id: order.id } : { kind: 'unknown' };
}
