import { IconBan, IconCheck, IconHome, IconLock, IconSparkles, IconTruckDelivery } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { orderItem } from '../../../../shared/domain/sales/order-item';
import { itemStates, type ItemState } from '../../../../shared/domain/sales/order-process';
import { formatScaled } from '../../../kit/show/format-number';
import type { Wording } from '../../../screens/text/wording';
import type { OrderItem } from '../moves/item-moves';
import own from './order.module.css';

const shapes: Readonly<Record<ItemState, Icon>> = {
  new: IconSparkles,
  confirmed: IconCheck,
  shipped: IconTruckDelivery,
  delivered: IconHome,
  closed: IconLock,
  cancelled: IconBan,
};

interface ProcessStripProps {
  readonly items: readonly OrderItem[];
  readonly wording: Wording;
}

/** The life of an order as a line of steps: where its items stand now is lit, with how many there are. */
export function ProcessStrip({ items, wording }: ProcessStripProps) {
  const { t, locale } = wording;
  const counts = new Map(itemStates.map((state) => [state, items.filter((item) => item.state === state).length]));
  const at = (state: ItemState) => counts.get(state) ?? 0;
  // An order entered by staff is confirmed at once; the step before it is only shown where an item stands on it.
  const steps = itemStates.filter((state) => state !== 'cancelled' && (state !== 'new' || at('new') > 0));
  const furthest = Math.max(...steps.map((state, index) => (at(state) > 0 ? index : -1)));
  const shown: readonly ItemState[] = at('cancelled') > 0 ? [...steps, 'cancelled'] : steps;
  return (
    <ol className={own.process} aria-label={t('orders.process')}>
      {shown.map((state, index) => {
        const Shape = shapes[state];
        const count = at(state);
        const reached = state !== 'cancelled' && index <= furthest;
        return (
          <li
            key={state}
            className={own.step}
            data-lit={count > 0 || undefined}
            data-reached={reached || undefined}
            data-cancelled={state === 'cancelled' || undefined}
            aria-current={count > 0 ? 'step' : undefined}
          >
            <span className={own.knot}>
              <Shape size={14} stroke={1.75} aria-hidden />
            </span>
            <span className={own.stepWord}>{wording.choice(orderItem, 'state', state)}</span>
            {count > 0 && (
              <span className={own.stepCount}>
                {t('orders.itemsOf', {
                  count: items.length,
                  some: formatScaled(count, 0, { locale }),
                  all: formatScaled(items.length, 0, { locale }),
                })}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
