import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { conflict } from '../../../../shared/domain/administration/conflict';
import { openConflicts, openTasks } from '../../../../shared/domain/administration/needs-you';
import { task } from '../../../../shared/domain/administration/task';
import { domain } from '../../../../shared/domain/domain';
import type { QueryInput } from '../../../../shared/kernel/query';
import { useAnswer } from '../../../bridge/use-call';
import { useInfiniteRecords } from '../../../bridge/use-infinite-records';
import { useMayDo } from '../../../bridge/use-session';
import { needCount, useSyncStatus } from '../../../bridge/use-sync-status';
import { EmptyState } from '../../../kit/page/empty-state';
import { PageHead } from '../../../kit/page/page-head';
import { useWording } from '../../../screens/text/wording';
import { ConflictCard } from '../conflict/conflict-card';
import { InboxPart } from './inbox-part';
import { RefusedCard } from './refused-card';
import { TaskCard } from './task-card';
import styles from './inbox.module.css';

/** Cards are tall. */
const PAGE = 20;
/** Of the ledger in one answer; settled ones make room for what is older. */
const MOST = 500;

/** What needs the person who is signed in: what was refused, what two people changed at once, what did not fit when it happened. */
export function InboxPage() {
  const { t } = useWording();
  const mayDo = useMayDo();
  const status = useSyncStatus();
  const needs = status?.needs;
  const conflicts = openConflicts(domain.entities, mayDo);
  const tasks = openTasks(mayDo);
  const isClear = status && needCount(status) === 0;
  return (
    <div className={styles.page}>
      <PageHead title={t('inbox.title')} />
      {isClear && (
        <div className={styles.clear}>
          <EmptyState icon={IconCircleCheck} title={t('inbox.empty')} advice={t('inbox.emptyAdvice')} />
        </div>
      )}
      {needs && !isClear && (
        <div className={styles.scroll}>
          <div className={styles.parts}>
            <RefusedPart count={needs.refused} />
            {conflicts && <ConflictPart find={conflicts} count={needs.conflicts} />}
            {tasks && <TaskPart find={tasks} count={needs.tasks} />}
          </div>
        </div>
      )}
    </div>
  );
}

function RefusedPart({ count }: { readonly count: number }) {
  const { t } = useWording();
  const [limit, setLimit] = useState(PAGE);
  const { answer = [], loading, error, retry } = useAnswer('sync.ledger', { state: 'parked', before: null, limit });
  return (
    <InboxPart
      title={t('inbox.refused')}
      advice={t('inbox.refusedAdvice')}
      {...{ count, loading, error }}
      hasMore={answer.length >= limit && limit < MOST}
      onMore={() => setLimit(limit + PAGE)}
      onRetry={retry}
    >
      {answer.map((entry) => (
        <RefusedCard key={entry.uid} entry={entry} />
      ))}
    </InboxPart>
  );
}

interface RecordsPartProps {
  readonly find: QueryInput;
  readonly count: number;
}

function ConflictPart({ find, count }: RecordsPartProps) {
  const { t } = useWording();
  const { pages, hasMore, loading, error, loadMore, retry } = useInfiniteRecords(conflict, { ...find, limit: PAGE });
  return (
    <InboxPart
      title={t('inbox.conflicts')}
      advice={t('inbox.conflictsAdvice')}
      {...{ count, hasMore, loading, error }}
      onMore={loadMore}
      onRetry={retry}
    >
      {pages.flat().map((row) => (
        <ConflictCard key={row.id} conflict={row} />
      ))}
    </InboxPart>
  );
}

function TaskPart({ find, count }: RecordsPartProps) {
  const { t } = useWording();
  const { pages, hasMore, loading, error, loadMore, retry } = useInfiniteRecords(task, { ...find, limit: PAGE });
  return (
    <InboxPart
      title={t('inbox.tasks')}
      advice={t('inbox.tasksAdvice')}
      {...{ count, hasMore, loading, error }}
      onMore={loadMore}
      onRetry={retry}
    >
      {pages.flat().map((row) => (
        <TaskCard key={row.id} task={row} />
      ))}
    </InboxPart>
  );
}
