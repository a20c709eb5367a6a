import { order } from '../../../../shared/domain/sales/order';
import { orderItem } from '../../../../shared/domain/sales/order-item';
import { shipment } from '../../../../shared/domain/sales/shipment';
import type { RecordOf } from '../../../../shared/kernel/entity';
import { useRecord } from '../../../bridge/use-record';
import { useRecords } from '../../../bridge/use-records';
import { RecordHead } from '../../../kit/page/record-head';
import { Section } from '../../../kit/page/section';
import { DateText } from '../../../kit/show/date-text';
import { formatScaled } from '../../../kit/show/format-number';
import { SkeletonRows } from '../../../kit/show/skeleton-rows';
import { StateChip } from '../../../kit/show/state-chip';
import type { RecordScreenProps } from '../../../screens/area';
import { RefTitle } from '../../../screens/fields/parts/ref-title';
import { AuditLink } from '../../../screens/record/audit-link';
import { Gone } from '../../../screens/record/record-screen';
import { stateTone } from '../../../screens/state-tones';
import { ProblemNote } from '../../../screens/text/problem-note';
import { useWording, type Wording } from '../../../screens/text/wording';
import { OrderActions } from '../moves/order-actions';
import { CommentsSection } from './comments-section';
import { HistorySection } from './history-section';
import { itemGroups } from './item-groups';
import { ItemTable } from './item-table';
import { OrderAddresses, OrderFacts } from './order-facts';
import { ProcessStrip } from './process-strip';
import styles from '../orders.module.css';

/** An order: where it stands, what is in it, what can be done now, and what happened. */
export function OrderScreen({ entity, id, onClose }: RecordScreenProps) {
  const wording = useWording();
  const { record, pending, error } = useRecord(order, id);
  if (error) return <div className={styles.scroll}><ProblemNote error={error} /></div>; // prettier-ignore
  if (record === undefined) return <div className={styles.scroll}><SkeletonRows rows={10} columns={3} label={wording.t('list.loading')} /></div>; // prettier-ignore
  if (record === null) return <Gone entity={entity} onClose={onClose} />;
  return <Present key={id} {...{ record, pending, onClose, wording }} />;
}

interface PresentProps {
  readonly record: RecordOf<typeof order>;
  readonly pending: boolean;
  readonly onClose: () => void;
  readonly wording: Wording;
}

function Present({ record, pending, onClose, wording }: PresentProps) {
  const { t, locale } = wording;
  const find = { where: [{ field: 'orderId', op: 'eq' as const, value: record.id }], limit: 500 };
  const items = useRecords(orderItem, find);
  const shipments = useRecords(shipment, find);
  const groups = itemGroups(items.rows, shipments.rows);
  const waits = pending || items.pending.length > 0 || shipments.pending.length > 0;
  return (
    <article className={styles.page}>
      <RecordHead
        title={record.reference}
        chips={
          <StateChip
            tone={stateTone('order', 'state', record.state) ?? 'gray'}
            word={wording.choice(order, 'state', record.state)}
          />
        }
        detail={
          <>
            <span>{record.customerName}</span>
            <DateText at={record.placedAt} locale={locale} />
            <RefTitle entity="store" id={record.storeId} wording={wording} />
          </>
        }
        actions={
          <>
            <AuditLink entity={order} id={record.id} />
            <OrderActions order={record} items={items.rows} wording={wording} />
          </>
        }
        {...(waits ? { pending: t('pending.record') } : {})}
        close={{ label: t('common.close'), onClose }}
      />
      <div className={styles.scroll}>
        {items.rows.length > 0 && <ProcessStrip items={items.rows} wording={wording} />}
        <div className={styles.columns}>
          <div className={styles.content}>
            <Section
              title={t('orders.items')}
              note={items.loading ? undefined : formatScaled(items.rows.length, 0, { locale })}
              flush
            >
              {items.loading && <SkeletonRows rows={4} columns={5} label={t('list.loading')} />}
              {items.error && <ProblemNote error={items.error} />}
              {items.rows.length > 0 && <ItemTable order={record} pending={items.pending} {...{ groups, wording }} />}
            </Section>
            <OrderAddresses order={record} wording={wording} />
            <CommentsSection orderId={record.id} storeId={record.storeId} wording={wording} />
          </div>
          <div className={styles.content}>
            <OrderFacts order={record} wording={wording} />
            <HistorySection orderId={record.id} items={items.rows} wording={wording} />
          </div>
        </div>
      </div>
    </article>
  );
}
