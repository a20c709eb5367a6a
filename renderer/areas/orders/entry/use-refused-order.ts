import { useEffect, useRef } from 'react';
import { placeOrder } from '../../../../shared/domain/sales/place-order';
import { makeId } from '../../../bridge/make-id';
import type { PlainError } from '../../../../shared/kernel/errors';
import { useRefused } from '../../../bridge/gestures/use-refused';
import { isBlank, type OrderDraft } from './order-draft';
import { draftFromArgs } from './place-args';

/**
 * Fills the draft from an order that was refused, once, unless work on it has begun already.
 * @returns why it was refused
 */
export function useRefusedOrder(
  from: string | null,
  draft: OrderDraft,
  fill: (draft: OrderDraft) => void,
): PlainError | null {
  const { entry } = useRefused(placeOrder.name, from);
  const filled = useRef(false);
  useEffect(() => {
    if (!entry || filled.current) return;
    filled.current = true;
    const args = placeOrder.args.safeParse(entry.args);
    if (args.success && isBlank(draft)) fill(draftFromArgs(args.data, { id: makeId(), uid: makeId() }));
  }, [entry, draft, fill]);
  return entry?.error ?? null;
}
