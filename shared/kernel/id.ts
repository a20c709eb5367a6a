import { z } from 'zod';
import type { Random } from './clock';

/** Identifiers: UUIDv7 for what people make, `<a>:<b>` for rows that exist once per pair (a stock level). */
export const idSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9:._-]{0,99}$/, 'not an identifier');

const hex = (bytes: Uint8Array) => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');

/** A UUIDv7 (RFC 9562): 48 bits of UTC milliseconds, then random bits; sorts by time of making. */
export function newId(now: number, random: Random): string {
  const bytes = new Uint8Array(16);
  bytes.set(random.bytes(10), 6);
  new DataView(bytes.buffer).setUint32(0, Math.floor(now / 0x10000));
  new DataView(bytes.buffer).setUint16(4, now % 0x10000);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const h = hex(bytes);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`;
}

/** The identifier of a row that exists once per pair, e.g. a stock level of a warehouse and a variant. */
export function pairId(a: string, b: string): string {
  return `${a}:${b}`;
}
