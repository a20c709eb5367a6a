import { adjustStock } from '../../../../shared/domain/stock/adjust-stock';
import { stockLevel } from '../../../../shared/domain/stock/stock-level';
import { warehouse } from '../../../../shared/domain/administration/warehouse';
import { useRecords } from '../../../bridge/use-records';
import { useMayDo } from '../../../bridge/use-session';

/** The warehouses whose stock this person may see, and those where he may change it. */
export function useStockPlaces() {
  const mayDo = useMayDo();
  const { rows, loading } = useRecords(warehouse, { limit: 200 });
  const at = (capability: string) => (place: { id: string }) => mayDo(capability, { kind: 'warehouse', id: place.id });
  const seen = rows.filter((row) => row.active).filter(at(stockLevel.capabilities.read));
  return { loading, seen, adjustable: seen.filter(at(adjustStock.capability)) };
}
