import { useCallback, useEffect, useReducer } from 'react';
import { makeId } from '../../../bridge/make-id';
import { keepDraft, keptDraft } from './keep-draft';
import { isBlank, newDraft, orderDraftSlice } from './order-draft';

const { replaced } = orderDraftSlice.actions;
const blank = () => newDraft(makeId(), makeId());

/**
 * The order that is being entered: kept at this desk with every keystroke, so that neither a reload nor a crash of the window loses
 * a letter. A second window with the same draft follows.
 */
export function useOrderDraft(key: string) {
  const [draft, dispatch] = useReducer(orderDraftSlice.reducer, key, () => keptDraft(localStorage, key) ?? blank());
  useEffect(() => {
    if (isBlank(draft)) localStorage.removeItem(key);
    else keepDraft(localStorage, key, draft);
  }, [draft, key]);
  useEffect(() => {
    const follow = (event: StorageEvent) => {
      if (event.key === key) dispatch(replaced(keptDraft(localStorage, key) ?? blank()));
    };
    window.addEventListener('storage', follow);
    return () => window.removeEventListener('storage', follow);
  }, [key]);
  /** Begins anew; what was entered is gone. */
  const discard = useCallback(() => {
    localStorage.removeItem(key);
    dispatch(replaced(blank()));
  }, [key]);
  return { draft, dispatch, discard };
}
