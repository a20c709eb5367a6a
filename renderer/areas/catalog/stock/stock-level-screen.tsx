import { Button } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { variant } from '../../../../shared/domain/catalog/variant';
import { stockLevel } from '../../../../shared/domain/stock/stock-level';
import { useRecord } from '../../../bridge/use-record';
import { useShortcuts } from '../../../kit/keys/use-shortcuts';
import { RecordHead } from '../../../kit/page/record-head';
import { NumberText } from '../../../kit/show/number-text';
import { Picture } from '../../../kit/show/picture';
import { SkeletonRows } from '../../../kit/show/skeleton-rows';
import { recordPath } from '../../../screens/address';
import type { RecordScreenProps } from '../../../screens/area';
import { mediaAddress } from '../../../screens/fields/parts/media-address';
import { RefTitle } from '../../../screens/fields/parts/ref-title';
import { AuditLink } from '../../../screens/record/audit-link';
import { Gone } from '../../../screens/record/record-screen';
import { ProblemNote } from '../../../screens/text/problem-note';
import { ManagerMark } from '../../../screens/text/manager-mark';
import { useWording } from '../../../screens/text/wording';
import { AdjustDialog, type AdjustStart } from './adjust-dialog';
import { MovementsSection } from './movements-section';
import { StockAge } from './stock-age';
import { useStockPlaces } from './use-stock-places';
import styles from '../catalog.module.css';

/** Where the id of a stock level parts: `<warehouse>:<variant>`. A level that was never written is nothing, not missing. */
function partsOf(id: string): readonly [string, string] {
  const at = id.indexOf(':');
  return at < 0 ? [id, ''] : [id.slice(0, at), id.slice(at + 1)];
}

/** One article in one warehouse: how much there is, how it came to be, and what changed. */
export function StockLevelScreen({ entity, id, onClose }: RecordScreenProps) {
  const wording = useWording();
  const { t, locale } = wording;
  const [warehouseId, variantId] = partsOf(id);
  const { record, pending, error } = useRecord(stockLevel, id);
  const { record: article, error: articleError } = useRecord(variant, variantId || undefined);
  const { adjustable, isLent } = useStockPlaces();
  const [start, setStart] = useState<AdjustStart>();
  const may = adjustable.some((place) => place.id === warehouseId);
  const open = (sign?: 1 | -1) => setStart({ warehouseId, ...(sign ? { sign } : {}) });
  useShortcuts(
    may && !start
      ? [
          { keys: ['+'], title: 'stock.more', run: () => open(1) },
          { keys: ['-'], title: 'stock.less', run: () => open(-1) },
        ]
      : [],
  );
  const problem = error ?? articleError;
  if (problem) return <div className={styles.scroll}><ProblemNote error={problem} /></div>; // prettier-ignore
  if (variantId === '' || article === null) return <Gone entity={entity} onClose={onClose} />;
  if (record === undefined || !article) return <div className={styles.scroll}><SkeletonRows rows={6} label={t('list.loading')} /></div>; // prettier-ignore
  const level = record?.quantity ?? 0;
  const actions = (
    <>
      <AuditLink entity={stockLevel} id={id} />
      {may && (
        <Button
          leftSection={<IconAdjustmentsHorizontal size={16} stroke={1.5} />}
          rightSection={isLent(warehouseId) && <ManagerMark />}
          onClick={() => open()}
        >
          {t('stock.adjust')}
        </Button>
      )}
    </>
  );
  return (
    <article className={styles.page}>
      <RecordHead
        title={wording.text(article.name) || article.sku}
        reference={article.sku}
        detail={
          <>
            <RefTitle entity="warehouse" id={warehouseId} wording={wording} linked />
            <Link to={recordPath(variant, variantId)} className={styles.plainLink}>
              {t('stock.toArticle')}
            </Link>
          </>
        }
        actions={actions}
        {...(pending ? { pending: t('pending.record') } : {})}
        close={{ label: t('common.close'), onClose }}
      />
      <div className={styles.scroll}>
        <div className={styles.stack}>
          <div className={styles.big}>
            <Picture source={mediaAddress(article.image)} size={72} />
            <div>
              <p className={styles.bigLabel}>{wording.field(stockLevel, 'quantity')}</p>
              <p className={styles.bigLevel} data-below={level < 0 || undefined}>
                <NumberText value={level} decimals={3} locale={locale} />
              </p>
            </div>
            <span className={styles.bigLabel}>
              <StockAge wording={wording} />
            </span>
          </div>
          <MovementsSection {...{ variantId, warehouseId, level, wording }} />
        </div>
      </div>
      {start && (
        <AdjustDialog {...{ article, start, wording }} warehouses={adjustable} onClose={() => setStart(undefined)} />
      )}
    </article>
  );
}
