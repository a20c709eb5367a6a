import { AppError } from '../../../shared/kernel/errors';
import { byId } from '../../../shared/kernel/query';
import { resolveScan } from '../scan';
import { actorWith, readAs, type CallNeeds, type Handlers } from './call-needs';

type Names = 'number.next' | 'scan.resolve';

/** A reference that no other desk can make, whatever the line does: store, desk, and this desk's own count. */
async function nextReference(needs: CallNeeds, storeId: string): Promise<string> {
  const actor = actorWith(needs, 'sales.order.place', { kind: 'store', id: storeId });
  const [store] = (await readAs(needs, actor)(byId('store', storeId))).rows;
  if (!store) throw new AppError('notFound', 'no such store', { field: 'storeId', reason: 'gone' });
  const desk = needs.session.deskNumber();
  const count = await needs.journal.settings.next('order');
  return `${String(store['code'])}-${desk}-${String(count).padStart(6, '0')}`;
}

export function deskCalls(needs: CallNeeds): Handlers<Names> {
  return {
    'number.next': async ({ storeId }) => ({ reference: await nextReference(needs, storeId) }),
    'scan.resolve': ({ code }) => resolveScan(readAs(needs, needs.session.actor()), code),
  };
}
