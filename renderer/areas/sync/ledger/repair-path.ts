import { domain } from '../../../../shared/domain/domain';
import { placeOrder } from '../../../../shared/domain/sales/place-order';
import { order } from '../../../../shared/domain/sales/order';
import { createPath, recordPath } from '../../../screens/address';
import { asArgs } from './ledger-subject';
import type { LedgerEntry } from './use-ledger';

/** Where a refused gesture opens as the form that it was entered in, filled in as it was; null where it came from no form. */
export function repairPath({ name, uid, args }: Pick<LedgerEntry, 'name' | 'uid' | 'args'>): string | null {
  if (name === placeOrder.name) return createPath(order, { from: uid });
  const [noun, deed] = name.split('.');
  const entity = domain.entities.find((one) => one.name === noun);
  if (entity && deed === 'create') return createPath(entity, { from: uid });
  const { id } = asArgs(args);
  if (!entity || deed !== 'update' || typeof id !== 'string') return null;
  return `${recordPath(entity, id)}?${new URLSearchParams({ from: uid }).toString()}`;
}
