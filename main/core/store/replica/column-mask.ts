import { quoted } from '../../../../shared/store/sql';

/** Integers that come through the driver are exact up to here. */
const MOST_BITS = 52;
/** Every bit: of a table with more columns than bits, all are written where one differs. */
const ALL = -1;

/** An expression with a bit for each column in which the rows `a` and `b` (aliases) differ, the first column the lowest; 0 where they are equal. */
export function maskSql(names: readonly string[], a: string, b: string): string {
  const differs = names.map((name) => `(${a}.${quoted(name)} IS NOT ${b}.${quoted(name)})`);
  if (differs.length > MOST_BITS) return `iif(${differs.join(' OR ')}, ${ALL}, 0)`;
  return differs.map((sql, bit) => `(${sql} << ${bit})`).join(' | ');
}

/** The columns whose bits are set. */
export const maskedNames = (names: readonly string[], mask: number): string[] =>
  names.filter((_, bit) => mask === ALL || (BigInt(mask) >> BigInt(bit)) & 1n);
