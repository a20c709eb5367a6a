import { useNavigate } from 'react-router';
import { AppError } from '../../../../shared/kernel/errors';
import { order } from '../../../../shared/domain/sales/order';
import { placeOrder } from '../../../../shared/domain/sales/place-order';
import { useCall } from '../../../bridge/use-call';
import { useMutate } from '../../../bridge/use-mutate';
import { recordPath } from '../../../screens/address';
import { useSave } from '../../../bridge/gestures/use-save';
import { useNotice } from '../../../screens/text/use-notice';
import type { Wording } from '../../../screens/text/wording';
import { reserveLines } from '../allowance/reserve-lines';
import { useAllowances } from '../allowance/use-allowances';
import type { OrderDraft } from './order-draft';
import { placeArgs, type AddressBook, type PricedLine } from './place-args';

interface PlaceInput {
  readonly draft: OrderDraft;
  readonly lines: readonly PricedLine[];
  readonly book: AddressBook;
  readonly currency: string;
  /** The refused gesture that this order takes the place of. */
  readonly refusedUid: string | null;
  readonly onNumber: (number: { storeId: string; value: string }) => void;
  /** The order stands: what was entered is not needed any more. */
  readonly onPlaced: () => void;
  readonly wording: Wording;
}

/** Places the order: draws its number once, writes it, and goes to its page. After an error everything typed still stands. */
export function usePlaceOrder(input: PlaceInput) {
  const { draft, lines, book, currency, refusedUid, onNumber, onPlaced } = input;
  const { t } = input.wording;
  const call = useCall();
  const mutate = useMutate();
  const navigate = useNavigate();
  const notice = useNotice();
  const save = useSave();
  const allowances = useAllowances();

  const drawNumber = async (storeId: string): Promise<string> => {
    if (draft.reference?.storeId === storeId) return draft.reference.value;
    const { reference: value } = await call('number.next', { kind: 'order', storeId });
    onNumber({ storeId, value });
    return value;
  };
  const place = async () => {
    let reference = '';
    const placed = await save.run(async () => {
      reference = await drawNumber(draft.storeId ?? '');
      const reserves = reserveLines(lines, allowances, Date.now());
      const args = placeArgs(draft, { lines, book, currency, reference, reserves });
      if (!args) throw new AppError('invalid', 'the order is not complete');
      await mutate(placeOrder, args, { uid: draft.uid });
    });
    if (!placed) return;
    onPlaced();
    notice.done(t('entry.placed', { reference }));
    void navigate(recordPath(order, draft.id), { replace: true });
    if (refusedUid !== null) await call('sync.dismiss', { uid: refusedUid, repaired: true }).catch(notice.failed);
  };
  return { place, busy: save.busy, error: save.error };
}
