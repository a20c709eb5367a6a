import {
  IconBan,
  IconCheck,
  IconHome,
  IconLock,
  IconPencil,
  IconSparkles,
  IconTruckDelivery,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { orderEvent } from '../../../../shared/domain/sales/order-event';
import { useRecords } from '../../../bridge/use-records';
import { Section } from '../../../kit/page/section';
import { DateText } from '../../../kit/show/date-text';
import { formatScaled } from '../../../kit/show/format-number';
import { SkeletonRows } from '../../../kit/show/skeleton-rows';
import { RefTitle } from '../../../screens/fields/parts/ref-title';
import { ProblemNote } from '../../../screens/text/problem-note';
import type { Wording } from '../../../screens/text/wording';
import type { OrderItem } from '../moves/item-moves';
import { historySteps, type HistoryStep } from './history-steps';
import { PendingDot } from './pending-dot';
import own from './order.module.css';
import styles from '../orders.module.css';

const shapes: Readonly<Record<HistoryStep['event'], Icon>> = {
  placed: IconSparkles,
  confirm: IconCheck,
  ship: IconTruckDelivery,
  deliver: IconHome,
  close: IconLock,
  cancel: IconBan,
  reference: IconPencil,
};

interface HistorySectionProps {
  readonly orderId: string;
  readonly items: readonly OrderItem[];
  readonly wording: Wording;
}

/** Who did what with an order, and when; newest first. */
export function HistorySection({ orderId, items, wording }: HistorySectionProps) {
  const { t } = wording;
  const find = { where: [{ field: 'orderId', op: 'eq' as const, value: orderId }], limit: 500 };
  const events = useRecords(orderEvent, find);
  const steps = historySteps(events.rows);
  const waits = new Set(events.pending.map((id) => id.replace(/\.\d+$/, '')));
  return (
    <Section title={t('orders.history')}>
      {events.loading && <SkeletonRows rows={3} label={t('list.loading')} />}
      {events.error && <ProblemNote error={events.error} />}
      {!events.loading && !events.error && steps.length === 0 && <p className={styles.none}>{t('orders.noHistory')}</p>}
      <ol className={own.history}>
        {steps.map((step) => (
          <Step key={`${step.id} ${step.event}`} {...{ step, items, wording }} pending={waits.has(step.id)} />
        ))}
      </ol>
    </Section>
  );
}

interface StepProps {
  readonly step: HistoryStep;
  readonly items: readonly OrderItem[];
  readonly wording: Wording;
  readonly pending: boolean;
}

function Step({ step, items, wording, pending }: StepProps) {
  const { locale } = wording;
  const Shape = shapes[step.event];
  const lines = step.lines.map(({ itemId, quantity }) => {
    const name = items.find((item) => item.id === itemId)?.name ?? '';
    const amount =
      quantity === null ? '' : `${formatScaled(quantity, 3, { locale, options: { maximumFractionDigits: 3 } })} × `;
    return `${amount}${name}`;
  });
  return (
    <li className={own.event} data-event={step.event}>
      <span className={own.eventKnot}>
        <Shape size={13} stroke={1.75} aria-hidden />
      </span>
      <div>
        <p className={own.eventHead}>
          <PendingDot shown={pending} />
          {wording.choice(orderEvent, 'event', step.event)}
        </p>
        <p className={own.eventDetail}>
          <DateText at={step.at} locale={locale} /> · <RefTitle entity="user" id={step.actorId} wording={wording} />
        </p>
        {lines.length > 0 && <p className={own.eventDetail}>{lines.join(', ')}</p>}
      </div>
    </li>
  );
}
