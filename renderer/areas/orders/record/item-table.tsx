import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { variant } from '../../../../shared/domain/catalog/variant';
import type { RecordOf } from '../../../../shared/kernel/entity';
import type { order } from '../../../../shared/domain/sales/order';
import { orderItem } from '../../../../shared/domain/sales/order-item';
import { MoneyText } from '../../../kit/show/money-text';
import { NumberText } from '../../../kit/show/number-text';
import { StateChip } from '../../../kit/show/state-chip';
import { recordPath } from '../../../screens/address';
import { stateTone } from '../../../screens/state-tones';
import type { Wording } from '../../../screens/text/wording';
import type { OrderItem } from '../moves/item-moves';
import type { ItemGroup } from './item-groups';
import { GroupHead } from './group-head';
import { PendingDot } from './pending-dot';
import rows from '../items.module.css';
import styles from '../orders.module.css';

interface ItemTableProps {
  readonly order: RecordOf<typeof order>;
  readonly groups: readonly ItemGroup[];
  readonly pending: readonly string[];
  readonly wording: Wording;
}

const percent = { style: 'percent', maximumFractionDigits: 2 } as const;

/** What was ordered, grouped by where it is: still here, in which parcel, cancelled; with the totals below. */
export function ItemTable({ order: whole, groups, pending, wording }: ItemTableProps) {
  const { t, locale } = wording;
  const { currency } = whole;
  const headed = groups.length > 1 || groups[0]?.kind !== 'open';
  const head = (name: string) => wording.field(orderItem, name);
  const total = (label: string, minor: number, strong = false) => (
    <tr data-strong={strong || undefined}>
      <td className={rows.spare} />
      <th scope="row" colSpan={3}>
        {label}
      </th>
      <td data-align="end">
        <MoneyText minor={minor} currency={currency} locale={locale} strong={strong} />
      </td>
      <td />
    </tr>
  );
  return (
    <div className={rows.scrollX}>
      <table className={rows.items}>
        <thead>
          <tr>
            <th scope="col">{head('name')}</th>
            <th scope="col" data-align="end">
              {head('quantity')}
            </th>
            <th scope="col" data-align="end">
              {head('unitPrice')}
            </th>
            <th scope="col" data-align="end" className={rows.spare}>
              {head('taxRate')}
            </th>
            <th scope="col" data-align="end">
              {head('total')}
            </th>
            <th scope="col">{head('state')}</th>
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.kind === 'shipment' ? group.id : group.kind}>
            {headed && (
              <tr className={rows.groupRow}>
                <th scope="rowgroup" colSpan={6}>
                  <GroupHead group={group} wording={wording} />
                </th>
              </tr>
            )}
            <ItemRows items={group.items} pending={pending} wording={wording} />
          </tbody>
        ))}
        <tfoot>
          {total(t('orders.subtotal'), whole.subtotal)}
          {total(t('orders.tax'), whole.taxTotal)}
          {total(t('orders.grandTotal'), whole.grandTotal, true)}
        </tfoot>
      </table>
    </div>
  );
}

/** More lines than this and a little fold away until they are asked for: what stands below the lines matters, too. */
const AT_ONCE = 25;
const LITTLE = 5;

interface ItemRowsProps {
  readonly items: readonly OrderItem[];
  readonly pending: readonly string[];
  readonly wording: Wording;
}

function ItemRows({ items, pending, wording }: ItemRowsProps) {
  const { t } = wording;
  const [all, setAll] = useState(false);
  const shown = all || items.length <= AT_ONCE + LITTLE ? items : items.slice(0, AT_ONCE);
  return (
    <>
      {shown.map((item) => (
        <ItemRow key={item.id} item={item} pending={pending.includes(item.id)} wording={wording} />
      ))}
      {shown.length < items.length && (
        <tr>
          <td colSpan={6} className={rows.rest}>
            <Button variant="subtle" size="xs" onClick={() => setAll(true)}>
              {t('orders.showAll', { count: items.length })}
            </Button>
          </td>
        </tr>
      )}
    </>
  );
}

function ItemRow({
  item,
  pending,
  wording,
}: {
  readonly item: OrderItem;
  readonly pending: boolean;
  readonly wording: Wording;
}) {
  const { locale } = wording;
  const name = item.variantId ? (
    <Link className={styles.link} to={recordPath(variant, item.variantId)}>
      {item.name}
    </Link>
  ) : (
    item.name
  );
  return (
    <tr data-cancelled={item.state === 'cancelled' || undefined}>
      <td className={rows.article}>
        <span className={rows.articleName}>
          <PendingDot shown={pending} />
          {name}
        </span>
        <span className={styles.quiet}>{item.sku}</span>
      </td>
      <td data-align="end">
        <NumberText value={item.quantity} decimals={3} locale={locale} />
      </td>
      <td data-align="end">
        <MoneyText minor={item.unitPrice} currency={item.currency} locale={locale} />
      </td>
      <td data-align="end" className={`${styles.quiet} ${rows.spare}`}>
        <NumberText value={item.taxRate} decimals={4} locale={locale} options={percent} />
      </td>
      <td data-align="end">
        <MoneyText minor={item.total} currency={item.currency} locale={locale} />
      </td>
      <td>
        <StateChip
          tone={stateTone('orderItem', 'state', item.state) ?? 'gray'}
          word={wording.choice(orderItem, 'state', item.state)}
        />
      </td>
    </tr>
  );
}
