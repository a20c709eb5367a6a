import { useEffect, useState } from 'react';
import { useAnswer, useCall, type Answer } from '../../../bridge/use-call';
import { useNotice } from '../../../screens/text/use-notice';

export type LedgerEntry = Answer<'sync.ledger'>[number];
export type LedgerState = LedgerEntry['state'];

/** Which entries: in a state, of a person (a user's id), made at or after a time (UTC ms). null and 0: whatever there is. */
export interface LedgerView {
  readonly state: LedgerState | null;
  readonly actor: string | null;
  readonly since: number;
}

const PAGE = 200;

/** The ledger, newest first: its head kept fresh, older pages as one asks for them. */
export function useLedger(view: LedgerView) {
  const call = useCall();
  const notice = useNotice();
  const head = useAnswer('sync.ledger', { ...view, before: null, limit: PAGE });
  const [older, setOlder] = useState<readonly LedgerEntry[]>([]);
  const [reading, setReading] = useState(false);
  const [ended, setEnded] = useState(false);
  const asked = JSON.stringify(view);
  useEffect(() => {
    setOlder([]);
    setEnded(false);
  }, [asked]);
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
    const limit = PAGE + 100;
    call('sync.ledger', { ...view, before: last.at + 1, limit })
      .then((page) => {
        const fresh = page.filter(({ uid }) => !known.has(uid));
        setOlder((before) => [...before, ...fresh]);
        if (fresh.length === 0 || page.length < limit) setEnded(true);
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
