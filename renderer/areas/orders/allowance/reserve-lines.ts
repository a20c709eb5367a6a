import type { RecordOf } from '../../../../shared/kernel/entity';
import type { stockAllowance } from '../../../../shared/domain/stock/stock-allowance';

type Allowance = Pick<
  RecordOf<typeof stockAllowance>,
  'id' | 'warehouseId' | 'variantId' | 'quantity' | 'used' | 'until'
>;

/** Where a line takes its quantity from, as `order.place` is told. */
export interface Reserve {
  readonly warehouseId: string;
  readonly allowanceId: string;
}

interface Line {
  readonly id: string;
  readonly variantId: string;
  readonly quantity: number | null;
}

/**
 * Which lines come out of this desk's allowances, by the line's id: each whole out of one, the one that runs out first. A line that fits into
 * none promises nothing, as without allowances. `now`: UTC ms.
 */
export function reserveLines(
  lines: readonly Line[],
  allowances: readonly Allowance[],
  now: number,
): ReadonlyMap<string, Reserve> {
  const live = allowances.filter(({ until }) => until > now).sort((a, b) => a.until - b.until);
  const left = new Map(live.map(({ id, quantity, used }) => [id, quantity - used]));
  const found = new Map<string, Reserve>();
  for (const { id, variantId, quantity } of lines) {
    if (quantity === null) continue;
    const fits = live.find((one) => one.variantId === variantId && (left.get(one.id) ?? 0) >= quantity);
    if (!fits) continue;
    left.set(fits.id, (left.get(fits.id) ?? 0) - quantity);
    found.set(id, { warehouseId: fits.warehouseId, allowanceId: fits.id });
  }
  return found;
}
