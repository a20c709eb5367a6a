import { placeOrder } from '../../../../shared/domain/sales/place-order';
import { store } from '../../../../shared/domain/administration/store';
import { useRecords } from '../../../bridge/use-records';
import { useMayDo } from '../../../bridge/use-session';

const LAST_STORE = 'entry-store';

/** The stores in which this person may place orders, and the one that counts: chosen, used last, or the only one. */
export function useEntryShop(chosen: string | null) {
  const mayDo = useMayDo();
  const { rows, loading } = useRecords(store, { limit: 200 });
  const stores = rows.filter(({ id }) => mayDo(placeOrder.capability, { kind: 'store', id }));
  const find = (id: string | null) => stores.find((one) => one.id === id);
  const shop = find(chosen) ?? find(localStorage.getItem(LAST_STORE)) ?? stores[0];
  const remember = () => {
    if (shop) localStorage.setItem(LAST_STORE, shop.id);
  };
  return { stores, shop, loading, remember };
}
