import type { stockReasons } from '../../../../shared/domain/stock/stock-movement';

/** The reasons that a person gives; the others come from selling and shipping. `counted` is told a level, the rest a change. */
export const adjustReasons = ['received', 'returned', 'found', 'damaged', 'lost', 'transfer', 'counted'] as const;
export type AdjustReason = (typeof adjustReasons)[number] & (typeof stockReasons)[number];

/** Which way a reason goes when only an amount is typed: three received are more, three broken are fewer. */
const directions: Readonly<Record<Exclude<AdjustReason, 'counted'>, 1 | -1>> = {
  received: 1,
  returned: 1,
  found: 1,
  damaged: -1,
  lost: -1,
  transfer: 1,
};

/** What stands in the dialog. */
export interface Adjustment {
  readonly reason: AdjustReason;
  /** Thousandths, as typed; NaN while it is no number, undefined while nothing is typed. */
  readonly amount: number | undefined;
}

/** More than this in one movement is a slip of the finger: a million units. The verb says the same. */
const LIMIT = 1_000_000_000;

/**
 * The change of stock that is meant, in thousandths. An amount with its own minus means what it says, whatever the reason.
 * Null while nothing sensible is typed; 0 when a count finds what was there anyway.
 */
export function deltaOf({ reason, amount }: Adjustment, level: number): number | null {
  if (amount === undefined || Number.isNaN(amount) || Math.abs(amount) > LIMIT) return null;
  if (reason === 'counted') return amount < 0 ? null : amount - level;
  if (amount === 0) return null;
  return amount < 0 ? amount : amount * directions[reason];
}

/** The reason that a press on + or − most likely has. */
export const reasonFor = (sign: 1 | -1): AdjustReason => (sign > 0 ? 'received' : 'damaged');

/** The amount after a step of one unit up or down; a count never goes below nothing, a change passes zero by. */
export function stepped({ reason, amount }: Adjustment, by: 1 | -1, unit: number): number {
  const next = (amount === undefined || Number.isNaN(amount) ? 0 : amount) + by * unit;
  return reason === 'counted' ? Math.max(0, next) : next;
}
