import { lineTotal, taxInGross } from '../../kernel/money';
import type { ItemState } from './order-process';

interface Line {
  readonly quantity: number;
  readonly unitPrice: number;
  readonly taxRate: number;
}

/** Total and contained tax of a line at gross prices, in minor units. */
export function lineAmounts({ quantity, unitPrice, taxRate }: Line): { total: number; tax: number } {
  const total = lineTotal(unitPrice, quantity);
  return { total, tax: taxInGross(total, taxRate) };
}

/** An order's totals, in minor units; cancelled items do not count. Tax is summed from the lines, as it is printed on them. */
export function orderTotals(items: readonly { total: number; tax: number; state: ItemState }[]) {
  const live = items.filter((item) => item.state !== 'cancelled');
  const grandTotal = live.reduce((sum, item) => sum + item.total, 0);
  const taxTotal = live.reduce((sum, item) => sum + item.tax, 0);
  return { subtotal: grandTotal - taxTotal, taxTotal, grandTotal, itemCount: live.length };
}
