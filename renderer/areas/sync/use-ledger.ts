import { useEffect, useState } from 'react';
import { useAnswer, useCall, type Answer } from '../../bridge/use-call';
import { useNotice } from '../../screens/text/use-notice';

export type LedgerEntry = Answer<'sync.ledger'>[number];
export type LedgerState = LedgerEntry['state'];

const PAGE = 200;

/** The ledger, newest first: its head kept fresh, older pages as one asks for them. `state` null: everything. */
export function useLedger(state: LedgerState | null) {
  const call = useCall();
  const notice = useNotice();
  const head = useAnswer('sync.ledger', { state, before: null, limit: PAGE });
  const [older, setOlder] = useState<readonly LedgerEntry[]>([]);
  const [reading, setReading] = useState(false);
  const [ended, setEnded] = useState(false);
  useEffect(() => {
    setOlder([]);
    setEnded(false);
  }, [state]);
  const first = head.answer ?? [];
  const seen = new Set(first.map(({ uid }) => uid));
  const rows = [...first, ...older.filter(({ uid }) => !seen.has(uid))];
  const hasMore = !ended && first.length >= PAGE;
  const loadMore = () => {
    const last = rows.at(-1);
    if (!last || reading || !hasMore) return;
    setReading(true);
    const known = new Set(rows.map(({ uid }) => uid));
    // Several gestures may fall into one millisecond: ask from it on, and leave out what is known.
    call('sync.ledger', { state, before: last.at + 1, limit: PAGE + 100 })
      .then((page) => {
        const fresh = page.filter(({ uid }) => !known.has(uid));
        setOlder((before) => [...before, ...fresh]);
        if (fresh.length === 0 || page.length < PAGE + 100) setEnded(true);
      })
      .catch(notice.failed)
      .finally(() => setReading(false));
  };
  return {
    rows,
    hasMore,
    loadMore,
    loading: reading || (head.loading && !head.answer),
    error: head.error,
    retry: head.retry,
  };
}
