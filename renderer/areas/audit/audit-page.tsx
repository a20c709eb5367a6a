import { IconCloudOff, IconListSearch, IconSearchOff } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { PlainError } from '../../../shared/kernel/errors';
import { SplitView } from '../../kit/frame/split-view';
import { DataGrid } from '../../kit/grid/data-grid';
import type { GridColumn } from '../../kit/grid-model/grid-column';
import { EmptyState } from '../../kit/page/empty-state';
import { PageHead } from '../../kit/page/page-head';
import { DateText } from '../../kit/show/date-text';
import { RefTitle } from '../../screens/fields/parts/ref-title';
import { FilterBar } from '../../screens/list/filter-bar';
import { isFiltered } from '../../screens/list/list-state';
import { useListState } from '../../screens/list/use-list-state';
import { ProblemNote } from '../../screens/text/problem-note';
import { useWording, type Wording } from '../../screens/text/wording';
import { AboutChip } from './about-chip';
import { aboutOf, auditNoun, auditQueryOf, auditWords } from './audit-noun';
import { EntryDetail } from './entry-detail';
import { EntryWho } from './entry-who';
import { deedWords } from './entry-words';
import { mainOf, TouchedTitle } from './touched-title';
import { entryKey, useAudit, type AuditEntry } from './use-audit';
import { VerdictBar } from './verdict-bar';
import styles from './audit.module.css';

function columnsFor(wording: Wording): readonly GridColumn<AuditEntry>[] {
  const { t, locale } = wording;
  return [
    {
      id: 'at',
      title: wording.field(auditNoun, 'at'),
      width: 184,
      cell: ({ at }) => <DateText at={at} locale={locale} />,
    },
    { id: 'verb', title: wording.field(auditNoun, 'verb'), width: 190, cell: (entry) => deedWords(entry, wording) },
    { id: 'about', title: t('audit.about'), minWidth: 180, cell: (entry) => <AboutCell {...{ entry, wording }} /> },
    {
      id: 'who',
      title: wording.field(auditNoun, 'actor'),
      width: 150,
      cell: (entry) => <EntryWho {...{ entry, wording }} />,
    },
    {
      id: 'desk',
      title: t('audit.desk'),
      width: 150,
      cell: ({ device }) => device && <RefTitle entity="desk" id={device} wording={wording} />,
    },
  ];
}

function AboutCell({ entry, wording }: { readonly entry: AuditEntry; readonly wording: Wording }) {
  const main = mainOf(entry);
  if (!main) return null;
  const others = entry.touched.length + entry.hidden - 1;
  return (
    <>
      <TouchedTitle row={main} wording={wording} />
      {others > 0 && <span className={styles.others}>{wording.t('audit.others', { count: others })}</span>}
    </>
  );
}

/** Without the line there is nothing to show, and it is nobody's fault. */
export function AuditProblem({ error, onRetry }: { readonly error: PlainError; readonly onRetry: () => void }) {
  const { t } = useWording();
  if (error.details.reason !== 'audit.needsLine') return <ProblemNote error={error} onRetry={onRetry} />;
  return <EmptyState icon={IconCloudOff} title={t('audit.needsLine')} advice={t('audit.needsLineAdvice')} />;
}

/** What everybody did, as the centre wrote it down: by record, by person, or all of it; and whether anybody has changed it since. */
export function AuditPage() {
  const wording = useWording();
  const { t } = wording;
  const [params, setParams] = useSearchParams();
  const [state, change] = useListState(auditNoun);
  const about = useMemo(() => aboutOf(params), [params]);
  const query = useMemo(() => auditQueryOf(about, state), [about, state]);
  const words = useMemo(() => auditWords(wording), [wording]);
  const columns = useMemo(() => columnsFor(wording), [wording]);
  const audit = useAudit(query);
  const [openKey, setOpenKey] = useState<string>();
  const open = audit.rows.find((entry) => entryKey(entry) === openKey);
  const clearAbout = () =>
    setParams((now) => new URLSearchParams([...now].filter(([name]) => name !== 'entity' && name !== 'id')), {
      replace: true,
    });
  const list = (
    <div className={styles.page}>
      <PageHead
        title={t('audit.title')}
        tools={
          <>
            {about && <AboutChip about={about} wording={wording} onClear={clearAbout} />}
            <FilterBar
              entity={words.noun}
              wording={words.wording}
              filters={state.filters}
              onChange={(filters) => change({ filters })}
            />
          </>
        }
      />
      {!audit.error && (
        <VerdictBar verdict={audit.verdict} checking={audit.checking} onCheck={audit.check} wording={wording} />
      )}
      <div className={styles.grid}>
        <DataGrid
          label={t('audit.title')}
          columns={columns}
          rows={audit.rows}
          rowKey={entryKey}
          texts={{ selectAll: t('list.selectAll'), marks: t('list.marks'), loading: t('list.loading') }}
          empty={<EmptyState icon={IconListSearch} title={t('audit.empty')} advice={t('audit.emptyAdvice')} />}
          noMatch={<EmptyState icon={IconSearchOff} title={t('list.noMatch')} advice={t('audit.noMatchAdvice')} />}
          filtered={about !== null || isFiltered(state)}
          hasMore={audit.hasMore}
          loading={audit.loading}
          onEndReached={audit.loadMore}
          onOpen={(entry) => setOpenKey(entryKey(entry))}
          {...(open ? { openKey: entryKey(open) } : {})}
          {...(audit.error ? { problem: <AuditProblem error={audit.error} onRetry={audit.retry} /> } : {})}
          view={JSON.stringify(query)}
          autoFocus
        />
      </div>
    </div>
  );
  return (
    <SplitView
      list={list}
      record={
        open && <EntryDetail key={openKey} entry={open} wording={wording} onClose={() => setOpenKey(undefined)} />
      }
      recordLabel={t('audit.entry')}
      dividerLabel={t('list.divider')}
    />
  );
}
