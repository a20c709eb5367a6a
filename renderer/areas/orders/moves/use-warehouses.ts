import { shipItems } from '../../../../shared/domain/sales/ship-items';
import { warehouse } from '../../../../shared/domain/administration/warehouse';
import { useRecords } from '../../../bridge/use-records';
import { useMayDo } from '../../../bridge/use-session';

/** The warehouses that this person may ship from for a store: those that supply it first. */
export function useWarehouses(storeId: string) {
  const mayDo = useMayDo();
  const { rows, loading } = useRecords(warehouse, { where: [{ field: 'active', op: 'eq', value: true }], limit: 200 });
  const allowed = rows.filter(({ id }) => mayDo(shipItems.capability, { kind: 'warehouse', id }));
  const supplies = ({ storeIds }: (typeof rows)[number]) => storeIds.includes(storeId);
  return { loading, warehouses: [...allowed.filter(supplies), ...allowed.filter((one) => !supplies(one))] };
}
