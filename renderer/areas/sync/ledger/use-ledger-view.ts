import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { spanRange } from '../../../kit/input/day-span';
import { ledgerStates } from './ledger-tones';
import type { LedgerView } from './use-ledger';

/** How far back one looks, as the address says it. */
export const ledgerSpans = ['today', 'last7', 'last30'] as const;
export type LedgerSpan = (typeof ledgerSpans)[number];

/** What the address may say of the ledger. */
type Named = 'state' | 'by' | 'span' | 'entry';
export type SetView = (changes: Partial<Record<Named, string | null>>) => void;

/** Which part of the ledger the address asks for, and the way to ask for another. */
export function useLedgerView(): { view: LedgerView; span: LedgerSpan | null; set: SetView } {
  const [search, setSearch] = useSearchParams();
  const state = ledgerStates.find((one) => one === search.get('state')) ?? null;
  const span = ledgerSpans.find((one) => one === search.get('span')) ?? null;
  const actor = search.get('by');
  const since = span === null ? 0 : (spanRange(span, Date.now()).from ?? 0);
  const set: SetView = (changes) =>
    setSearch(
      (before) => {
        for (const [name, value] of Object.entries(changes)) {
          if (value === null) before.delete(name);
          else before.set(name, value);
        }
        return before;
      },
      { replace: true },
    );
  return { view: useMemo(() => ({ state, actor, since }), [state, actor, since]), span, set };
}
