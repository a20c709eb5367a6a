import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconPrinter, IconRefresh, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAnswer, useCall } from '../../../bridge/use-call';
import { DataGrid } from '../../../kit/grid/data-grid';
import type { GridColumn } from '../../../kit/grid-model/grid-column';
import { useShortcuts } from '../../../kit/keys/use-shortcuts';
import { EmptyState } from '../../../kit/page/empty-state';
import { PageHead } from '../../../kit/page/page-head';
import { ViewTabs } from '../../../kit/page/view-tabs';
import { DateText } from '../../../kit/show/date-text';
import { formatScaled } from '../../../kit/show/format-number';
import { NumberText } from '../../../kit/show/number-text';
import { StateChip } from '../../../kit/show/state-chip';
import { RefTitle } from '../../../screens/fields/parts/ref-title';
import { errorText } from '../../../screens/text/error-text';
import { ProblemNote } from '../../../screens/text/problem-note';
import { useNotice } from '../../../screens/text/use-notice';
import { useWording } from '../../../screens/text/wording';
import { jobTones, mayCancel, mayRetry, type PrintJob } from './job-tones';
import styles from '../labels.module.css';

const views = ['all', 'open', 'failed', 'done'] as const;
type View = (typeof views)[number];
const MOST = 500;

function inView(view: View, { state }: PrintJob): boolean {
  switch (view) {
    case 'all':
      return true;
    case 'open':
      return state === 'queued' || state === 'printing';
    case 'failed':
      return state === 'failed';
    case 'done':
      return state === 'done' || state === 'cancelled';
  }
}

/** What was printed, is being printed, and could not be; each job can be called off or tried again. */
export function QueuePage() {
  const wording = useWording();
  const { t, locale } = wording;
  const navigate = useNavigate();
  const call = useCall();
  const notice = useNotice();
  const [view, setView] = useState<View>('all');
  const jobs = useAnswer('print.jobs', { limit: MOST });
  const printers = useAnswer('printer.list', null).answer ?? [];
  const all = jobs.answer ?? [];
  const rows = all.filter((job) => inView(view, job));
  const [cursor, setCursor] = useState<PrintJob>();
  const retry = ({ id }: PrintJob) => void call('print.retry', { id }).catch(notice.failed);
  const cancel = ({ id }: PrintJob) => void call('print.cancel', { id }).catch(notice.failed);
  // The row under the cursor as it is now: its state may have moved on since the cursor came to it.
  const current = rows.find(({ id }) => id === cursor?.id);
  useShortcuts([
    ...(current && mayRetry(current) ? [{ keys: ['r'], title: 'queue.retry', run: () => retry(current) }] : []),
    ...(current && mayCancel(current) ? [{ keys: ['Delete'], title: 'queue.cancel', run: () => cancel(current) }] : []),
  ]);
  const number = (value: number) => formatScaled(value, 0, { locale });
  const columns: readonly GridColumn<PrintJob>[] = [
    { id: 'title', title: t('queue.what'), cell: (job) => job.title, minWidth: 180 },
    {
      id: 'state',
      title: t('queue.state'),
      width: 152,
      cell: (job) => <StateChip tone={jobTones[job.state]} word={t(`queue.states.${job.state}`)} />,
    },
    {
      id: 'copies',
      title: t('labels.copies'),
      align: 'end',
      width: 88,
      cell: (job) => <NumberText value={job.copies} locale={locale} />,
    },
    {
      id: 'printer',
      title: t('labels.printer'),
      width: 132,
      cell: (job) => printers.find(({ id }) => id === job.printerId)?.name ?? '–',
    },
    { id: 'at', title: t('queue.when'), width: 168, cell: (job) => <DateText at={job.at} locale={locale} /> },
    {
      id: 'by',
      title: t('queue.who'),
      width: 140,
      cell: (job) => <RefTitle entity="user" id={job.actor} wording={wording} />,
    },
    { id: 'error', title: t('queue.why'), cell: (job) => (job.error ? errorText(job.error, t, locale).happened : '') },
    {
      id: 'do',
      title: t('queue.actions'),
      width: 184,
      cell: (job) => (
        <span className={styles.actions}>
          {mayRetry(job) && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconRefresh size={14} stroke={1.5} />}
              onClick={() => retry(job)}
            >
              {t('queue.retry')}
            </Button>
          )}
          {mayCancel(job) && (
            <Tooltip label={t('queue.cancel')}>
              <ActionIcon size="md" aria-label={`${t('queue.cancel')}: ${job.title}`} onClick={() => cancel(job)}>
                <IconX size={15} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
          )}
        </span>
      ),
    },
  ];
  const print = (
    <Button leftSection={<IconPrinter size={16} stroke={1.5} />} onClick={() => void navigate('/labels/print')}>
      {t('labels.print')}
    </Button>
  );
  return (
    <div className={styles.page}>
      <PageHead
        title={t('queue.title')}
        count={number(all.length)}
        actions={print}
        tabs={
          <ViewTabs
            tabs={views.map((id) => ({
              id,
              label: t(`queue.views.${id}`),
              count: number(all.filter((job) => inView(id, job)).length),
            }))}
            active={view}
            onChange={(id) => setView(views.find((one) => one === id) ?? 'all')}
            label={t('queue.viewsLabel')}
          />
        }
      />
      <div className={styles.grid}>
        <DataGrid
          label={t('queue.title')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          texts={{ selectAll: t('list.selectAll'), marks: t('list.marks'), loading: t('list.loading') }}
          empty={
            <EmptyState icon={IconPrinter} title={t('queue.empty')} advice={t('queue.emptyAdvice')} action={print} />
          }
          noMatch={<EmptyState icon={IconPrinter} title={t('queue.noMatch')} advice={t('queue.noMatchAdvice')} />}
          filtered={view !== 'all'}
          loading={jobs.loading && !jobs.answer}
          {...(jobs.error ? { problem: <ProblemNote error={jobs.error} onRetry={jobs.retry} /> } : {})}
          view={view}
          onCursor={setCursor}
          autoFocus
        />
      </div>
    </div>
  );
}
