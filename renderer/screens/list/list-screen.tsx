import { Button } from '@mantine/core';
import { IconPlus, IconSearchOff, IconStack2 } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { AnyRecord } from '../../../shared/kernel/entity';
import { useInfiniteRecords } from '../../bridge/use-infinite-records';
import { DataGrid } from '../../kit/grid/data-grid';
import { rowPages } from '../../kit/grid-model/row-pages';
import { LiveSearch } from '../../kit/input/live-search';
import { EmptyState } from '../../kit/page/empty-state';
import { PageHead } from '../../kit/page/page-head';
import { formatScaled } from '../../kit/show/format-number';
import { createPath, recordPath } from '../address';
import type { EntityListProps } from '../area';
import { useEntityActions } from '../use-entity-actions';
import { useShortcuts } from '../../kit/keys/use-shortcuts';
import { ProblemNote } from '../text/problem-note';
import { useWording } from '../text/wording';
import { ColumnChooser } from './column-chooser';
import { FilterBar } from './filter-bar';
import { columnsBeside, listColumns } from './list-columns';
import { isFiltered, queryOf } from './list-state';
import { QuickLook } from './quick-look';
import { useListLayout } from './use-list-layout';
import { useListState } from './use-list-state';
import styles from './list.module.css';

/** The list of an entity, whatever its size: search, filters and sort in the address, pages as one scrolls, a quick look on Space. */
export function ListScreen({ entity, openId }: EntityListProps) {
  const wording = useWording();
  const { t, locale } = wording;
  const navigate = useNavigate();
  const { search: address } = useLocation();
  const [state, change] = useListState(entity);
  const layout = useListLayout(entity);
  const { mayCreate } = useEntityActions(entity);
  const list = useInfiniteRecords(
    entity,
    useMemo(() => queryOf(entity, state), [entity, state]),
  );
  const rows = useMemo(() => rowPages<AnyRecord>(list.pages), [list.pages]);
  const beside = openId !== undefined;
  const columns = useMemo(
    () => listColumns(entity, beside ? columnsBeside(entity, layout.columns) : layout.columns, wording),
    [entity, layout.columns, beside, wording],
  );
  const [cursor, setCursor] = useState<AnyRecord>();
  const [looking, setLooking] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const toGrid = () => body.current?.querySelector<HTMLElement>('[role=grid]')?.focus();
  const open = (row: AnyRecord) => void navigate({ pathname: recordPath(entity, row.id), search: address });
  const create = () => void navigate(createPath(entity));
  useEffect(() => setLooking(false), [entity, openId]);
  useShortcuts([
    { keys: ['/'], title: 'shortcuts.search', run: () => field.current?.focus() },
    { keys: ['mod+f'], title: 'shortcuts.search', run: () => field.current?.focus() },
    ...(mayCreate ? [{ keys: ['n'], title: 'shortcuts.create', run: create }] : []),
  ]);

  const many = wording.many(entity);
  const count = list.count && `${formatScaled(list.count.value, 0, { locale })}${list.count.exact ? '' : '+'}`;
  const createButton = mayCreate && (
    <Button leftSection={<IconPlus size={16} stroke={1.75} />} onClick={create}>
      {t('list.create', { one: wording.one(entity) })}
    </Button>
  );
  const marks = { selectAll: t('list.selectAll'), marks: t('list.marks'), loading: t('list.loading') };
  const searchable = (entity.list.search?.length ?? 0) > 0;
  return (
    <div className={styles.page}>
      <PageHead
        title={many}
        {...(count ? { count, countLabel: t('list.count', { count: list.count?.value ?? 0, written: count }) } : {})}
        actions={createButton}
        tools={
          <>
            {searchable && (
              <LiveSearch
                ref={field}
                search={state.search}
                onSearch={(search) => change({ search })}
                label={t('list.search', { many })}
                clearLabel={t('list.clearSearch')}
                keys={['/']}
                onLeave={toGrid}
              />
            )}
            <FilterBar {...{ entity, wording }} filters={state.filters} onChange={(filters) => change({ filters })} />
            <div className={styles.end}>
              <ColumnChooser {...{ entity, wording }} columns={layout.columns} onChange={layout.setColumns} />
            </div>
          </>
        }
      />
      <div ref={body} className={styles.body} onKeyDown={(event) => event.key === 'Escape' && setLooking(false)}>
        <div className={styles.grid} data-stale={list.stale || undefined}>
          <DataGrid
            label={many}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            texts={marks}
            empty={<Nothing entity={many} action={createButton} />}
            noMatch={<NoMatch onClear={() => change({ search: '', filters: {} })} />}
            filtered={isFiltered(state)}
            {...(list.error ? { problem: <ProblemNote error={list.error} onRetry={list.retry} /> } : {})}
            {...(list.count?.exact ? { total: list.count.value } : {})}
            hasMore={list.hasMore}
            loading={list.loading}
            onEndReached={list.loadMore}
            sort={{ column: state.sort.field, direction: state.sort.dir }}
            onSort={({ column, direction }) => change({ sort: { field: column, dir: direction } })}
            onOpen={open}
            onQuickLook={() => setLooking((before) => !before)}
            onCursor={setCursor}
            pendingOf={(row) => (list.pending.has(row.id) ? t('pending.record') : undefined)}
            {...(openId ? { openKey: openId } : {})}
            view={`${entity.name}?${JSON.stringify(state)}`}
            widths={layout.widths}
            onWidths={layout.setWidths}
            autoFocus
          />
        </div>
        {looking && cursor && (
          <QuickLook {...{ entity, wording }} row={cursor} onClose={() => (setLooking(false), toGrid())} />
        )}
      </div>
    </div>
  );
}

function Nothing({ entity, action }: { readonly entity: string; readonly action: React.ReactNode }) {
  const { t } = useWording();
  const advice = t(action ? 'list.emptyCreate' : 'list.emptyWait');
  return <EmptyState icon={IconStack2} title={t('list.empty', { many: entity })} advice={advice} action={action} />;
}

function NoMatch({ onClear }: { readonly onClear: () => void }) {
  const { t } = useWording();
  const clear = (
    <Button variant="default" onClick={onClear}>
      {t('list.clearAll')}
    </Button>
  );
  return <EmptyState icon={IconSearchOff} title={t('list.noMatch')} advice={t('list.noMatchAdvice')} action={clear} />;
}
