import { stockAllowance } from '../../../../shared/domain/stock/stock-allowance';
import { useRecords } from '../../../bridge/use-records';
import { useSession } from '../../../bridge/use-session';

/** The live allowances of this desk; none for somebody who may not see them. */
export function useAllowances() {
  const deskId = useSession()?.deskId ?? '';
  const where = [
    { field: 'deskId', op: 'eq' as const, value: deskId },
    { field: 'state', op: 'eq' as const, value: 'live' },
  ];
  return useRecords(stockAllowance, { where, limit: 500 }).rows;
}
