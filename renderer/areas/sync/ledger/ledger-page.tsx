import { IconCircleCheck, IconHistory } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';
import { useAnswer } from '../../../bridge/use-call';
import { SplitView } from '../../../kit/frame/split-view';
import { DataGrid } from '../../../kit/grid/data-grid';
import type { GridColumn } from '../../../kit/grid-model/grid-column';
import { EmptyState } from '../../../kit/page/empty-state';
import { PageHead } from '../../../kit/page/page-head';
import { ViewTabs } from '../../../kit/page/view-tabs';
import { DateText } from '../../../kit/show/date-text';
import { formatScaled } from '../../../kit/show/format-number';
import { StateChip } from '../../../kit/show/state-chip';
import { errorText } from '../../../screens/text/error-text';
import { ProblemNote } from '../../../screens/text/problem-note';
import { useWording } from '../../../screens/text/wording';
import { ConnectionBar } from './connection-bar';
import { DeskHealth } from './desk-health';
import { EntryDetail } from './entry-detail';
import { peopleText } from './people-text';
import { ExportButton } from './export-button';
import { LedgerFilters } from './ledger-filters';
import { asArgs } from './ledger-subject';
import { ledgerStates, ledgerTones } from './ledger-tones';
import { SubjectTitle } from './subject-title';
import { useLedger, type LedgerEntry, type LedgerState } from './use-ledger';
import { useLedgerView } from './use-ledger-view';
import { verbWords } from '../../../screens/text/verb-words';
import styles from '../sync.module.css';

const EVERYTHING = 'all';

/** Everything that was done at this desk and what became of it: sent, waiting, refused. Nothing is ever silently gone. */
export function LedgerPage() {
  const wording = useWording();
  const { t, locale } = wording;
  const { view, span, set } = useLedgerView();
  const { state } = view;
  const ledger = useLedger(view);
  const summary = useAnswer('sync.ledgerSummary', { actor: view.actor, since: view.since }).answer;
  const [search] = useSearchParams();
  const openUid = search.get('entry');
  const listed = ledger.rows.find(({ uid }) => uid === openUid);
  // An address may name one that lies further back than what is listed.
  const asked = useAnswer('sync.entry', openUid === null || listed ? undefined : { uid: openUid }).answer;
  const open = listed ?? (asked?.uid === openUid ? asked : undefined);
  const close = () => set({ entry: null });
  const counted = (of: LedgerState) => {
    const value = summary?.counts[of];
    return value && of !== 'confirmed' ? { count: formatScaled(value, 0, { locale }) } : {};
  };
  const tabs = [
    { id: EVERYTHING, label: t('ledger.views.all') },
    ...ledgerStates.map((one) => ({
      id: one,
      label: t(`ledger.views.${one}`),
      ...counted(one),
    })),
  ];
  const columns: readonly GridColumn<LedgerEntry>[] = [
    { id: 'at', title: t('ledger.when'), width: 190, cell: ({ at }) => <DateText at={at} locale={locale} /> },
    {
      id: 'what',
      title: t('ledger.what'),
      width: 168,
      cell: ({ name }) => verbWords(name, wording),
    },
    {
      id: 'about',
      title: t('ledger.about'),
      cell: ({ name, args }) => <SubjectTitle verb={name} args={asArgs(args)} />,
    },
    {
      id: 'state',
      title: t('ledger.state'),
      width: 124,
      cell: (entry) => <StateChip tone={ledgerTones[entry.state]} word={t(`ledger.states.${entry.state}`)} />,
    },
    { id: 'why', title: t('ledger.why'), cell: ({ error }) => (error ? errorText(error, t, locale).happened : '') },
    { id: 'who', title: t('ledger.who'), width: 150, cell: (entry) => peopleText(entry, wording) },
  ];
  const list = (
    <div className={styles.page}>
      <PageHead title={t('ledger.title')} actions={<ExportButton view={view} />} />
      <div className={styles.narrowing}>
        <ConnectionBar />
        <DeskHealth />
      </div>
      <div className={styles.tabs}>
        <ViewTabs
          tabs={tabs}
          active={state ?? EVERYTHING}
          onChange={(id) => set({ entry: null, state: id === EVERYTHING ? null : id })}
          label={t('ledger.viewsLabel')}
        />
        <LedgerFilters {...{ view, span, set }} people={summary?.people ?? []} />
      </div>
      <div className={styles.grid}>
        <DataGrid
          label={t('ledger.title')}
          columns={columns}
          rows={ledger.rows}
          rowKey={({ uid }) => uid}
          texts={{ selectAll: t('list.selectAll'), marks: t('list.marks'), loading: t('list.loading') }}
          empty={<EmptyState icon={IconHistory} title={t('ledger.empty')} advice={t('ledger.emptyAdvice')} />}
          noMatch={<EmptyState icon={IconCircleCheck} title={t('ledger.noMatch')} advice={t('ledger.noMatchAdvice')} />}
          filtered={state !== null || view.actor !== null || span !== null}
          hasMore={ledger.hasMore}
          loading={ledger.loading}
          onEndReached={ledger.loadMore}
          onOpen={({ uid }) => set({ entry: uid })}
          {...(open ? { openKey: open.uid } : {})}
          {...(ledger.error ? { problem: <ProblemNote error={ledger.error} onRetry={ledger.retry} /> } : {})}
          view={JSON.stringify(view)}
          autoFocus
        />
      </div>
    </div>
  );
  return (
    <SplitView
      list={list}
      record={open && <EntryDetail key={open.uid} entry={open} onClose={close} />}
      recordLabel={t('ledger.entry')}
      dividerLabel={t('list.divider')}
    />
  );
}
