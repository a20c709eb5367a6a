import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconMinus, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { RecordOf } from '../../../../shared/kernel/entity';
import { pairId } from '../../../../shared/kernel/id';
import type { variant } from '../../../../shared/domain/catalog/variant';
import { stockLevel } from '../../../../shared/domain/stock/stock-level';
import { useRecords } from '../../../bridge/use-records';
import { useShortcuts } from '../../../kit/keys/use-shortcuts';
import { Section } from '../../../kit/page/section';
import { NumberText } from '../../../kit/show/number-text';
import { PlainTable } from '../../../kit/show/plain-table';
import { SkeletonRows } from '../../../kit/show/skeleton-rows';
import { recordPath } from '../../../screens/address';
import { ProblemNote } from '../../../screens/text/problem-note';
import { ManagerMark } from '../../../screens/text/manager-mark';
import type { Wording } from '../../../screens/text/wording';
import { AdjustDialog, type AdjustStart } from './adjust-dialog';
import { StockAge } from './stock-age';
import { useStockPlaces } from './use-stock-places';
import styles from '../catalog.module.css';

interface StockSectionProps {
  readonly article: RecordOf<typeof variant>;
  readonly wording: Wording;
}

/** What each warehouse holds of an article, and the way to say that it changed. */
export function StockSection({ article, wording }: StockSectionProps) {
  const { t, locale } = wording;
  const navigate = useNavigate();
  const places = useStockPlaces();
  const levels = useRecords(stockLevel, { where: [{ field: 'variantId', op: 'eq', value: article.id }], limit: 200 });
  const [start, setStart] = useState<AdjustStart>();
  const { likely } = places;
  const open = (sign?: 1 | -1) => likely && setStart({ warehouseId: likely.id, ...(sign ? { sign } : {}) });
  useShortcuts(
    likely && !start
      ? [
          { keys: ['+'], title: 'stock.more', run: () => open(1) },
          { keys: ['-'], title: 'stock.less', run: () => open(-1) },
        ]
      : [],
  );
  const levelOf = (id: string) => levels.rows.find((row) => row.warehouseId === id)?.quantity ?? 0;
  const total = places.seen.reduce((sum, { id }) => sum + levelOf(id), 0);
  const mayAdjust = (id: string) => places.adjustable.some((one) => one.id === id);
  const adjust = likely && (
    <Button
      variant="subtle"
      size="xs"
      leftSection={<IconAdjustmentsHorizontal size={14} stroke={1.75} />}
      rightSection={places.isLent(likely.id) && <ManagerMark />}
      onClick={() => open()}
    >
      {t('stock.adjust')}
    </Button>
  );
  const sum = (
    <tr>
      <td>{t('stock.inAll')}</td>
      <td data-align="end">
        <NumberText value={total} decimals={3} locale={locale} strong />
      </td>
      <td />
    </tr>
  );
  return (
    <Section title={wording.many(stockLevel)} note={<StockAge wording={wording} />} actions={adjust} flush>
      {(levels.loading || places.loading) && <SkeletonRows rows={2} columns={2} label={t('list.loading')} />}
      {levels.error && <ProblemNote error={levels.error} />}
      {!levels.loading && !places.loading && places.seen.length === 0 && (
        <p className={styles.none}>{t('stock.noPlace')}</p>
      )}
      {!levels.loading && places.seen.length > 0 && (
        <PlainTable
          label={wording.many(stockLevel)}
          rows={places.seen}
          rowKey={({ id }) => id}
          link={{
            href: ({ id }) => `#${recordPath(stockLevel, pairId(id, article.id))}`,
            onFollow: ({ id }) => void navigate(recordPath(stockLevel, pairId(id, article.id))),
          }}
          pendingOf={({ id }) => (levels.pending.includes(pairId(id, article.id)) ? t('pending.record') : undefined)}
          columns={[
            { id: 'place', title: wording.field(stockLevel, 'warehouseId'), cell: ({ name }) => name },
            {
              id: 'level',
              title: wording.field(stockLevel, 'quantity'),
              align: 'end',
              cell: ({ id }) => (
                <span className={styles.level} data-below={levelOf(id) < 0 || undefined}>
                  <NumberText value={levelOf(id)} decimals={3} locale={locale} />
                </span>
              ),
            },
            {
              id: 'change',
              title: '',
              align: 'end',
              cell: ({ id, name }) =>
                mayAdjust(id) && (
                  <Steps place={name} wording={wording} onStep={(sign) => setStart({ warehouseId: id, sign })} />
                ),
            },
          ]}
          foot={places.seen.length > 1 && sum}
        />
      )}
      {start && (
        <AdjustDialog
          {...{ article, start, wording }}
          warehouses={places.adjustable}
          onClose={() => setStart(undefined)}
        />
      )}
    </Section>
  );
}

interface StepsProps {
  readonly place: string;
  readonly onStep: (sign: 1 | -1) => void;
  readonly wording: Wording;
}

function Steps({ place, onStep, wording }: StepsProps) {
  const { t } = wording;
  const button = (sign: 1 | -1) => {
    const label = t(sign > 0 ? 'stock.more' : 'stock.less');
    const Shape = sign > 0 ? IconPlus : IconMinus;
    return (
      <Tooltip label={label}>
        <ActionIcon
          size="md"
          aria-label={`${label}: ${place}`}
          onClick={(event) => {
            event.stopPropagation();
            onStep(sign);
          }}
        >
          <Shape size={15} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
    );
  };
  return (
    <span className={styles.steps}>
      {button(-1)}
      {button(1)}
    </span>
  );
}
