import { ActionIcon, Button, Checkbox, Stack, Tooltip } from '@mantine/core';
import {
  IconColumns3,
  IconDownload,
  IconFileText,
  IconPlus,
  IconPrinter,
  IconSearchOff,
  IconTag,
} from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { SplitView } from '../../renderer/kit/frame/split-view';
import type { GridColumn, GridSort } from '../../renderer/kit/grid-model/grid-column';
import type { GridSelection } from '../../renderer/kit/grid-model/grid-selection';
import { rowPages } from '../../renderer/kit/grid-model/row-pages';
import { BulkBar } from '../../renderer/kit/grid/bulk-bar';
import { DataGrid } from '../../renderer/kit/grid/data-grid';
import { FilterChip } from '../../renderer/kit/input/filter-chip';
import { SearchField } from '../../renderer/kit/input/search-field';
import { EmptyState } from '../../renderer/kit/page/empty-state';
import { ErrorNote } from '../../renderer/kit/page/error-note';
import { PageHead } from '../../renderer/kit/page/page-head';
import { ViewTabs } from '../../renderer/kit/page/view-tabs';
import { DateText } from '../../renderer/kit/show/date-text';
import { MoneyText } from '../../renderer/kit/show/money-text';
import { NumberText } from '../../renderer/kit/show/number-text';
import { StateChip } from '../../renderer/kit/show/state-chip';
import { thing } from './made-up';
import type { Thing } from './made-up';
import { RecordPane } from './record-pane';
import { SceneFrame } from './scene-frame';

const locale = 'en-GB';
const day = { day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' } as const;

const COLUMNS: readonly GridColumn<Thing>[] = [
  {
    id: 'number',
    title: 'Number',
    width: 92,
    sortable: true,
    cell: (row) => <b style={{ fontWeight: 580 }}>{row.number}</b>,
  },
  { id: 'name', title: 'Name', sortable: true, cell: (row) => row.name },
  { id: 'state', title: 'State', width: 124, cell: (row) => <StateChip tone={row.tone} word={row.word} /> },
  { id: 'place', title: 'Place', width: 110, cell: (row) => row.place },
  {
    id: 'at',
    title: 'Placed',
    width: 124,
    sortable: true,
    cell: (row) => <DateText at={row.at} locale={locale} options={day} />,
  },
  {
    id: 'pieces',
    title: 'Pieces',
    width: 88,
    align: 'end',
    sortable: true,
    cell: (row) => <NumberText value={row.pieces} decimals={3} locale={locale} />,
  },
  {
    id: 'total',
    title: 'Total',
    width: 112,
    align: 'end',
    sortable: true,
    cell: (row) => <MoneyText minor={row.minor} currency="EUR" locale={locale} />,
  },
];

const TABS = [
  { id: 'all', label: 'All' },
  { id: 'open', label: 'Open', count: '48' },
  { id: 'mine', label: 'Waiting for me', count: '3' },
  { id: 'late', label: 'Late' },
];

const PAGE = 500;

/** Pages of made-up rows that come after a moment, as from a keyset query. */
function useThings(total: number) {
  const [pages, setPages] = useState(() => (total > 0 ? [pageAt(0, total)] : []));
  const [loading, setLoading] = useState(false);
  const rows = useMemo(() => rowPages(pages), [pages]);
  const more = () => {
    setLoading(true);
    setTimeout(() => {
      setPages((before) => [...before, pageAt(before.length * PAGE, total)]);
      setLoading(false);
    }, 15);
  };
  return { rows, loading, more, hasMore: rows.count < total };
}

function pageAt(from: number, total: number): readonly Thing[] {
  return Array.from({ length: Math.min(PAGE, total - from) }, (_thing, index) => thing(from + index));
}

const noMatch = (
  <EmptyState
    icon={IconSearchOff}
    title="Nothing matches"
    advice="No thing fits “zzz” and the filters that are on."
    action={<Button variant="default">Clear search and filters</Button>}
  />
);

const empty = (
  <EmptyState
    icon={IconFileText}
    title="No things yet"
    advice="Make the first one, or bring yours in from a file."
    action={<Button leftSection={<IconPlus size={16} stroke={1.75} />}>New thing</Button>}
    more="or press N"
  />
);

/** A list page with everything on it; `variant`: open, selected, empty, nomatch, loading, error, many. */
export function ListScene({ variant }: { readonly variant: string }) {
  const bare = variant === 'empty' || variant === 'nomatch' || variant === 'loading' || variant === 'error';
  const { rows, loading, more, hasMore } = useThings(bare ? 0 : variant === 'many' ? 200_000 : 204_318);
  const [sort, setSort] = useState<GridSort>({ column: 'number', direction: 'desc' });
  const [selection, setSelection] = useState<GridSelection>(new Set(variant === 'selected' ? ['t2', 't3', 't6'] : []));
  const [open, setOpen] = useState<Thing | undefined>(variant === 'open' ? thing(4) : undefined);
  const [search, setSearch] = useState(variant === 'nomatch' ? 'zzz' : '');
  const [tab, setTab] = useState('all');
  const looked = useRef<HTMLSpanElement>(null);
  const list = (
    <>
      <PageHead
        title="Things"
        count={bare ? '0' : '204,318'}
        countLabel={bare ? 'none' : '204,318 in all'}
        actions={
          <>
            <Tooltip label="Columns">
              <ActionIcon aria-label="Columns" variant="default">
                <IconColumns3 size={16} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label="Export">
              <ActionIcon aria-label="Export" variant="default">
                <IconDownload size={16} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
            <Button leftSection={<IconPlus size={16} stroke={1.75} />}>New thing</Button>
          </>
        }
        tabs={<ViewTabs tabs={TABS} active={tab} onChange={setTab} label="Saved views" />}
        tools={
          <>
            <SearchField
              value={search}
              onChange={setSearch}
              label="Search number or name"
              clearLabel="Clear search"
              keys={['/']}
            />
            <FilterChip
              label="State"
              value="In progress, Waiting"
              clearLabel="Remove filter State"
              onClear={() => undefined}
            >
              {() => (
                <Stack gap="xs">
                  <Checkbox label="In progress" defaultChecked />
                  <Checkbox label="Waiting" defaultChecked />
                  <Checkbox label="Done" />
                </Stack>
              )}
            </FilterChip>
            <FilterChip label="Place" clearLabel="Remove filter Place">
              {() => <Checkbox label="Lyon" />}
            </FilterChip>
            <FilterChip label="Placed" clearLabel="Remove filter Placed">
              {() => <Checkbox label="Today" />}
            </FilterChip>
          </>
        }
      />
      <DataGrid
        label="Things"
        columns={COLUMNS}
        rows={rows}
        rowKey={(row) => row.id}
        texts={{ selectAll: 'Select all loaded', marks: 'Selection and marks', loading: 'Loading' }}
        empty={empty}
        noMatch={noMatch}
        filtered={variant === 'nomatch'}
        total={bare ? 0 : variant === 'many' ? 200_000 : 204_318}
        hasMore={hasMore}
        loading={variant === 'loading' || loading}
        problem={
          variant === 'error' && (
            <ErrorNote
              happened="The list could not be read."
              kept="Nothing was changed."
              advice="Try again; if it happens once more, restart Gallery."
              actions={
                <Button size="xs" variant="default">
                  Try again
                </Button>
              }
            />
          )
        }
        onEndReached={more}
        sort={sort}
        onSort={setSort}
        selection={selection}
        onSelection={setSelection}
        onOpen={setOpen}
        onQuickLook={(row) => looked.current && (looked.current.textContent = row.number)}
        pendingOf={(row) => (row.id === 't1' || row.id === 't8' ? 'Not sent yet: changed 2 minutes ago' : undefined)}
        openKey={open?.id}
        view={tab}
        autoFocus
      />
      <span ref={looked} data-testid="looked" hidden />
      <BulkBar
        count={selection.size}
        label={`${selection.size} selected`}
        name="Actions for the selection"
        clearLabel="Clear selection"
        onClear={() => setSelection(new Set())}
      >
        <Button variant="subtle" color="gray" leftSection={<IconPrinter size={16} stroke={1.5} />}>
          Print
        </Button>
        <Button variant="subtle" color="gray" leftSection={<IconTag size={16} stroke={1.5} />}>
          Label
        </Button>
        <Button variant="subtle" color="gray">
          Change state
        </Button>
      </BulkBar>
    </>
  );
  return (
    <SceneFrame
      here={['First area', 'Things']}
      folded={variant === 'open'}
      sync={variant === 'error' ? 'offline' : 'waiting'}
    >
      <SplitView
        list={list}
        record={open && <RecordPane thing={open} onClose={() => setOpen(undefined)} narrow />}
        recordLabel="Open thing"
        dividerLabel="Width of the open thing"
      />
    </SceneFrame>
  );
}
