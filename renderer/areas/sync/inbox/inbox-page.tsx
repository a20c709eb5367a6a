import { IconCircleCheck } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { conflict } from '../../../../shared/domain/administration/conflict';
import { openConflicts, openTasks } from '../../../../shared/domain/administration/needs-you';
import { task } from '../../../../shared/domain/administration/task';
import { domain } from '../../../../shared/domain/domain';
import type { Entity, RecordOf } from '../../../../shared/kernel/entity';
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
            <RecordsPart
              entity={conflict}
              name="conflicts"
              find={openConflicts(domain.entities, mayDo)}
              count={needs.conflicts}
              card={(row) => <ConflictCard key={row.id} conflict={row} />}
            />
            <RecordsPart
              entity={task}
              name="tasks"
              find={openTasks(mayDo)}
              count={needs.tasks}
              card={(row) => <TaskCard key={row.id} task={row} />}
            />
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

interface RecordsPartProps<E extends Entity> {
  readonly entity: E;
  /** Which words: `inbox.<name>`. */
  readonly name: 'conflicts' | 'tasks';
  readonly find: QueryInput | null;
  readonly count: number;
  readonly card: (record: RecordOf<E>) => ReactNode;
}

/** Records that need a person; nothing for whoever may deal with none of them. */
function RecordsPart<E extends Entity>({ find, ...part }: RecordsPartProps<E>) {
  return find && <FoundPart {...part} find={find} />;
}

function FoundPart<E extends Entity>({
  entity,
  name,
  find,
  count,
  card,
}: RecordsPartProps<E> & { readonly find: QueryInput }) {
  const { t } = useWording();
  const { pages, hasMore, loading, error, loadMore, retry } = useInfiniteRecords(entity, { ...find, limit: PAGE });
  return (
    <InboxPart
      title={t(`inbox.${name}`)}
      advice={t(`inbox.${name}Advice`)}
      {...{ count, hasMore, loading, error }}
      onMore={loadMore}
      onRetry={retry}
    >
      {pages.flat().map(card)}
    </InboxPart>
  );
}
