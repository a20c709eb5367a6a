import { adjustStock } from '../../../../shared/domain/stock/adjust-stock';
import { stockLevel } from '../../../../shared/domain/stock/stock-level';
import { warehouse } from '../../../../shared/domain/administration/warehouse';
import { useRecords } from '../../../bridge/use-records';
import { useRightOf } from '../../../bridge/override/use-managers';
import { useMayDo } from '../../../bridge/use-session';

const LAST = 'stock-warehouse';

/** Remembers where stock was changed last: a desk mostly stands in one place. */
export const rememberPlace = (warehouseId: string) => localStorage.setItem(LAST, warehouseId);

/**
 * The warehouses whose stock this person may see, those where he may change it or a manager at this desk can let it through (`isLent`),
 * and the one where he most likely means to.
 */
export function useStockPlaces() {
  const mayDo = useMayDo();
  const rightOf = useRightOf();
  const { rows, loading } = useRecords(warehouse, { limit: 200 });
  const at = (capability: string) => (place: { id: string }) => mayDo(capability, { kind: 'warehouse', id: place.id });
  const seen = rows.filter((row) => row.active).filter(at(stockLevel.capabilities.read));
  const whose = (id: string) => rightOf(adjustStock.capability, { kind: 'warehouse', id });
  const adjustable = seen.filter(({ id }) => whose(id) !== null);
  const isLent = (id: string) => whose(id) === 'manager';
  const last = localStorage.getItem(LAST);
  const likely = adjustable.find(({ id }) => id === last) ?? adjustable.find(({ id }) => !isLent(id)) ?? adjustable[0];
  return { loading, seen, adjustable, isLent, likely };
}
