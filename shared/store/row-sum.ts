import { createHash } from 'node:crypto';
import type { AnyRecord, Entity } from '../kernel/entity';
import { encode } from './codec';
import { columnsOf } from './columns';
import type { Row, SqlValue } from './sql';

/**
 * Sums of scopes: the centre keeps one per scope, a desk adds up its own rows and compares. They are counted modulo this, so that two of
 * them can be added without leaving the integers that both ends hold exactly.
 */
export const SUM_MODULUS = 2 ** 52;

/** 52 bits are thirteen hexadecimal digits. */
const DIGITS = 13;

/** What a row adds to the sum of its scope: 52 bits of a hash of its values in storage form, in the order of `columnsOf`. */
export function rowSum(entity: Entity, values: readonly SqlValue[]): number {
  const hash = createHash('sha256').update(JSON.stringify([entity.name, ...values]));
  return Number.parseInt(hash.digest('hex').slice(0, DIGITS), 16);
}

/** The same for a row as it was read; columns that it lacks count as empty. */
export function sumOfRow(entity: Entity, row: Row): number {
  return rowSum(
    entity,
    columnsOf(entity).map(({ name }) => row[name] ?? null),
  );
}

/** The same for a valid record. */
export function sumOfRecord(entity: Entity, record: AnyRecord): number {
  return rowSum(entity, encode(entity, record));
}

/** Both are sums, or what rows add to one. */
export const addSum = (sum: number, more: number): number => (sum + more) % SUM_MODULUS;

/** Takes a row out of a sum again. */
export const subtractSum = (sum: number, less: number): number => (sum - less + SUM_MODULUS) % SUM_MODULUS;
