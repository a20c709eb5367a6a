import { Button } from '@mantine/core';
import { stockMovement } from '../../../../shared/domain/stock/stock-movement';
import { useInfiniteRecords } from '../../../bridge/use-infinite-records';
import { Section } from '../../../kit/page/section';
import { DateText } from '../../../kit/show/date-text';
import { formatScaled } from '../../../kit/show/format-number';
import { NumberText } from '../../../kit/show/number-text';
import { PlainTable } from '../../../kit/show/plain-table';
import { SkeletonRows } from '../../../kit/show/skeleton-rows';
import { StateChip } from '../../../kit/show/state-chip';
import { RefTitle } from '../../../screens/fields/parts/ref-title';
import { stateTone } from '../../../screens/state-tones';
import { ProblemNote } from '../../../screens/text/problem-note';
import type { Wording } from '../../../screens/text/wording';
import { LevelChart } from './level-chart';
import styles from '../catalog.module.css';

interface MovementsSectionProps {
  readonly variantId: string;
  /** Without it: of all warehouses. */
  readonly warehouseId?: string;
  /** What is there now; with it the level over time is drawn above. */
  readonly level?: number;
  readonly wording: Wording;
}

const SHOWN = 50;
const signed = { signDisplay: 'exceptZero', maximumFractionDigits: 3 } as const;

/** Every change of stock of an article: how much, why, by whom; newest first. */
export function MovementsSection({ variantId, warehouseId, level, wording }: MovementsSectionProps) {
  const { t, locale } = wording;
  const where = [
    { field: 'variantId', op: 'eq' as const, value: variantId },
    ...(warehouseId ? [{ field: 'warehouseId', op: 'eq' as const, value: warehouseId }] : []),
  ];
  const list = useInfiniteRecords(stockMovement, { where, limit: SHOWN });
  const rows = list.pages.flat();
  const many = wording.many(stockMovement);
  const head = (name: string) => wording.field(stockMovement, name);
  const note = list.count && `${formatScaled(list.count.value, 0, { locale })}${list.count.exact ? '' : '+'}`;
  return (
    <Section title={many} note={note} flush>
      {rows.length === 0 && list.loading && <SkeletonRows rows={4} columns={4} label={t('list.loading')} />}
      {list.error && <ProblemNote error={list.error} onRetry={list.retry} />}
      {rows.length === 0 && !list.loading && !list.error && <p className={styles.none}>{t('stock.noMovements')}</p>}
      {level !== undefined && rows.length > 1 && <LevelChart level={level} movements={rows} wording={wording} />}
      {rows.length > 0 && (
        <PlainTable
          label={many}
          rows={rows}
          rowKey={({ id }) => id}
          pendingOf={({ id }) => (list.pending.has(id) ? t('pending.record') : undefined)}
          columns={[
            {
              id: 'at',
              title: head('at'),
              cell: ({ at, actorId }) => (
                <span className={styles.two}>
                  <DateText at={at} locale={locale} />
                  <span className={styles.second}>
                    <RefTitle entity="user" id={actorId} wording={wording} />
                  </span>
                </span>
              ),
            },
            {
              id: 'delta',
              title: head('delta'),
              align: 'end',
              cell: ({ delta }) => <NumberText value={delta} decimals={3} locale={locale} options={signed} />,
            },
            {
              id: 'reason',
              title: head('reason'),
              cell: ({ reason, note: said, orderId }) => (
                <span className={styles.two}>
                  <StateChip
                    tone={stateTone('stockMovement', 'reason', reason) ?? 'gray'}
                    word={wording.choice(stockMovement, 'reason', reason)}
                  />
                  {(said ?? orderId) && (
                    <span className={styles.second}>
                      {orderId ? <RefTitle entity="order" id={orderId} wording={wording} linked /> : said}
                    </span>
                  )}
                </span>
              ),
            },
            ...(warehouseId
              ? []
              : [
                  {
                    id: 'place',
                    title: head('warehouseId'),
                    cell: (row: (typeof rows)[number]) => (
                      <RefTitle entity="warehouse" id={row.warehouseId} wording={wording} />
                    ),
                  },
                ]),
          ]}
        />
      )}
      {list.hasMore && (
        <div className={styles.older}>
          <Button variant="subtle" size="xs" loading={list.loading} onClick={list.loadMore}>
            {t('stock.older')}
          </Button>
        </div>
      )}
    </Section>
  );
}
