import { useEffect, useMemo, useState } from 'react';
import { useAnswer, useCall, type Answer, type Asked } from '../../bridge/use-call';
import { useSyncStatus } from '../../bridge/use-sync-status';
import { useNotice } from '../../screens/text/use-notice';

export type AuditQuery = Asked<'audit.read'>;
export type AuditPage = Answer<'audit.read'>;
export type AuditEntry = AuditPage['entries'][number];
export type AuditVerdict = NonNullable<AuditPage['verdict']>;

/** The first check of a large log takes longer than one waits for an answer. */
const LOOK_AGAIN_MS = 5000;

export const entryKey = ({ chain, seq }: Pick<AuditEntry, 'chain' | 'seq'>) => `${chain} ${seq}`;

/** What the audit log says, newest first, asked anew when the line comes back. */
export function useFreshAudit(query: AuditQuery | undefined) {
  const head = useAnswer('audit.read', query);
  const online = useSyncStatus()?.line === 'online';
  const { retry, error, loading } = head;
  const waits = error !== undefined && !loading;
  useEffect(() => {
    if (online && waits) retry();
    // Only when the line changes: an error that stays while it is up is the person's to try again.
  }, [online]);
  return head;
}

/** Looks again in a while as long as a page has come and its verdict has not: the centre is still checking. */
function useLookAgain(page: AuditPage | undefined, retry: () => void) {
  useEffect(() => {
    if (!page) return undefined;
    const timer = setTimeout(retry, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [page, retry]);
}

/** The log, page after page, and whether it is whole. `query` must keep its identity until it asks for something else. */
export function useAudit(query: AuditQuery) {
  const call = useCall();
  const notice = useNotice();
  const head = useFreshAudit(query);
  const [older, setOlder] = useState<{ of: AuditPage; pages: readonly AuditPage[] }>();
  const [reading, setReading] = useState(false);
  const [checked, setChecked] = useState<AuditVerdict | null>(null);
  const [checking, setChecking] = useState(false);
  // The answer to the question before must not stand under one that found none.
  const first = head.error ? undefined : head.answer;
  // Older pages belong to the first one that they were asked after: with another question, or a fresh answer, they begin anew.
  const pages = useMemo(() => (first ? [first, ...(older?.of === first ? older.pages : [])] : []), [first, older]);
  const rows = useMemo(() => pages.flatMap(({ entries }) => entries), [pages]);
  const next = pages.at(-1)?.next ?? null;

  const verdicts = [checked, ...pages.map(({ verdict }) => verdict)].filter((one) => one !== null);
  const verdict = verdicts.sort((a, b) => b.at - a.at)[0] ?? null;
  const { retry } = head;
  useLookAgain(verdict === null ? first : undefined, retry);

  const loadMore = () => {
    if (!first || !next || reading || head.loading) return;
    setReading(true);
    call('audit.read', { ...query, after: next })
      .then((page) => setOlder({ of: first, pages: [...pages.slice(1), page] }))
      .catch(notice.failed)
      .finally(() => setReading(false));
  };
  const check = () => {
    setChecking(true);
    call('audit.read', { ...query, limit: 1, check: true })
      .then((page) => {
        setChecked(page.verdict);
        retry();
      })
      .catch(notice.failed)
      .finally(() => setChecking(false));
  };
  return {
    rows,
    hasMore: next !== null,
    loadMore,
    loading: reading || (head.loading && !first),
    error: head.error,
    retry,
    verdict,
    check,
    checking,
  };
}
