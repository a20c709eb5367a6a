import { Button, Tooltip } from '@mantine/core';
import { IconPencil, IconPrinter } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { price } from '../../../../shared/domain/catalog/price';
import { product } from '../../../../shared/domain/catalog/product';
import { variant } from '../../../../shared/domain/catalog/variant';
import { stockLevel } from '../../../../shared/domain/stock/stock-level';
import { stockMovement } from '../../../../shared/domain/stock/stock-movement';
import type { RecordOf } from '../../../../shared/kernel/entity';
import { useRecord } from '../../../bridge/use-record';
import { useMay, useMayDo } from '../../../bridge/use-session';
import { useShortcuts } from '../../../kit/keys/use-shortcuts';
import { Facts } from '../../../kit/page/facts';
import { RecordHead } from '../../../kit/page/record-head';
import { Section } from '../../../kit/page/section';
import { MoneyText } from '../../../kit/show/money-text';
import { Picture } from '../../../kit/show/picture';
import { ShortcutHint } from '../../../kit/show/shortcut-hint';
import { SkeletonRows } from '../../../kit/show/skeleton-rows';
import { StateChip } from '../../../kit/show/state-chip';
import type { RecordScreenProps } from '../../../screens/area';
import { mediaAddress } from '../../../screens/fields/parts/media-address';
import { RefTitle } from '../../../screens/fields/parts/ref-title';
import { AuditLink } from '../../../screens/record/audit-link';
import { OnRecord } from '../../../screens/record/on-record';
import { PartsSection } from '../../../screens/record/parts-section';
import { Gone } from '../../../screens/record/record-screen';
import { RemoveButton } from '../../../screens/record/remove-button';
import { useEditing } from '../../../screens/record/use-editing';
import { ProblemNote } from '../../../screens/text/problem-note';
import { useWording, type Wording } from '../../../screens/text/wording';
import { useEntityActions } from '../../../screens/use-entity-actions';
import { MovementsSection } from '../stock/movements-section';
import { StockSection } from '../stock/stock-section';
import { BarcodesSection } from './barcodes-section';
import { labelPath, PRINT } from './label-path';
import styles from '../catalog.module.css';

/** An article: what it is, costs, where it is, and by which codes it is found. */
export function VariantScreen({ entity, id, onClose }: RecordScreenProps) {
  const wording = useWording();
  const { record, pending, error } = useRecord(variant, id);
  if (error) return <div className={styles.scroll}><ProblemNote error={error} /></div>; // prettier-ignore
  if (record === undefined) return <div className={styles.scroll}><SkeletonRows rows={8} columns={2} label={wording.t('list.loading')} /></div>; // prettier-ignore
  if (record === null) return <Gone entity={entity} onClose={onClose} />;
  return <Present key={id} {...{ record, pending, onClose, wording }} />;
}

interface PresentProps {
  readonly record: RecordOf<typeof variant>;
  readonly pending: boolean;
  readonly onClose: () => void;
  readonly wording: Wording;
}

function Present({ record, pending, onClose, wording }: PresentProps) {
  const { t } = wording;
  const navigate = useNavigate();
  const mayDo = useMayDo();
  const mayPrint = useMay(PRINT);
  const { mayRemove } = useEntityActions(variant);
  const { mayEdit, edit, form } = useEditing(variant, record);
  const print = () => void navigate(labelPath(record.id));
  useShortcuts(mayPrint && !form ? [{ keys: ['p'], title: 'article.print', run: print }] : []);
  if (form) return form;
  const actions = (
    <>
      <AuditLink entity={variant} id={record.id} />
      {mayRemove(record) && <RemoveButton entity={variant} record={record} onRemoved={onClose} />}
      {mayEdit && (
        <Button variant="default" leftSection={<IconPencil size={16} stroke={1.5} />} onClick={edit}>
          {t('record.edit')}
        </Button>
      )}
      {mayPrint && (
        <Tooltip label={<ShortcutHint keys={['P']} />}>
          <Button leftSection={<IconPrinter size={16} stroke={1.5} />} onClick={print}>
            {t('article.print')}
          </Button>
        </Tooltip>
      )}
    </>
  );
  return (
    <article className={styles.page}>
      <RecordHead
        title={wording.text(record.name) || record.sku}
        reference={record.sku}
        chips={record.active ? null : <StateChip tone="gray" word={t('article.inactive')} />}
        actions={actions}
        {...(pending ? { pending: t('pending.record') } : {})}
        close={{ label: t('common.close'), onClose }}
      />
      <div className={styles.scroll}>
        <div className={styles.stack}>
          <OnRecord entity={variant} id={record.id} />
          <Overview record={record} wording={wording} />
          {mayDo(stockLevel.capabilities.read) && <StockSection article={record} wording={wording} />}
          <BarcodesSection variantId={record.id} wording={wording} />
          {mayDo(price.capabilities.read) && <PartsSection part={price} by="variantId" wholeId={record.id} />}
          {mayDo(stockMovement.capabilities.read) && <MovementsSection variantId={record.id} wording={wording} />}
        </div>
      </div>
    </article>
  );
}

function Overview({ record, wording }: Pick<PresentProps, 'record' | 'wording'>) {
  const { t, locale } = wording;
  return (
    <Section title={t('article.overview')}>
      <div className={styles.overview}>
        <Picture source={mediaAddress(record.image)} size={132} />
        <div className={styles.overviewFacts}>
          <p className={styles.price}>
            <MoneyText minor={record.price} currency={record.currency} locale={locale} />
          </p>
          <Facts
            facts={[
              { label: wording.field(variant, 'sku'), value: record.sku },
              {
                label: wording.field(variant, 'productId'),
                value: <RefTitle entity="product" id={record.productId} wording={wording} linked />,
              },
              { label: t('article.tax'), value: <TaxOf productId={record.productId} wording={wording} /> },
            ]}
          />
        </div>
      </div>
    </Section>
  );
}

function TaxOf({ productId, wording }: { readonly productId: string; readonly wording: Wording }) {
  const { record } = useRecord(product, productId);
  return record ? <RefTitle entity="taxRate" id={record.taxRateId} wording={wording} /> : null;
}
