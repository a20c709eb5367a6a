import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { orderItem } from '../../../../shared/domain/sales/order-item';
import { NumberText } from '../../../kit/show/number-text';
import type { Wording } from '../../../screens/text/wording';
import { AmountInput } from './amount-input';
import { amountFault, wholeAmounts, type Amounts, type OrderItem } from './item-moves';
import rows from '../items.module.css';
import styles from '../orders.module.css';

interface AmountsTableProps {
  readonly items: readonly OrderItem[];
  readonly amounts: Amounts;
  readonly onChange: (amounts: Amounts) => void;
  readonly wording: Wording;
  /** What the amounts are for, such as "To ship now". */
  readonly title: string;
  /** A further column, such as what is in stock. */
  readonly more?: { readonly title: string; readonly cell: (item: OrderItem) => ReactNode };
  /** The line that was scanned last. */
  readonly litId?: string | undefined;
}

/** How much of each line is meant: everything to begin with, less where less is typed. */
export function AmountsTable({ items, amounts, onChange, wording, title, more, litId }: AmountsTableProps) {
  const { t, locale } = wording;
  const set = (id: string) => (amount: number | undefined) => onChange({ ...amounts, [id]: amount ?? 0 });
  const nothing = Object.fromEntries(items.map(({ id }) => [id, 0]));
  return (
    <div className={rows.amounts}>
      <table className={rows.items}>
        <thead>
          <tr>
            <th scope="col">{wording.field(orderItem, 'name')}</th>
            {more && (
              <th scope="col" data-align="end">
                {more.title}
              </th>
            )}
            <th scope="col" data-align="end">
              {t('orders.open')}
            </th>
            <th scope="col" data-align="end">
              {title}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => {
            const fault = amountFault(item, amounts[item.id]);
            return (
              <tr key={item.id} data-lit={item.id === litId || undefined}>
                <td className={rows.article}>
                  <span className={rows.articleName}>{item.name}</span>
                  <span className={styles.quiet}>{item.sku}</span>
                </td>
                {more && <td data-align="end">{more.cell(item)}</td>}
                <td data-align="end">
                  <NumberText value={item.quantity} decimals={3} locale={locale} />
                </td>
                <td data-align="end">
                  <AmountInput
                    value={amounts[item.id] ?? 0}
                    onChange={set(item.id)}
                    decimals={3}
                    label={`${title}: ${item.name}`}
                    error={fault ? t(`orders.faults.${fault}`) : undefined}
                    wording={wording}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {items.length > 1 && (
        <div className={rows.amountsAll}>
          <Button variant="subtle" size="xs" onClick={() => onChange(wholeAmounts(items))}>
            {t('orders.allOfIt')}
          </Button>
          <Button variant="subtle" size="xs" color="gray" onClick={() => onChange(nothing)}>
            {t('orders.noneOfIt')}
          </Button>
        </div>
      )}
    </div>
  );
}
