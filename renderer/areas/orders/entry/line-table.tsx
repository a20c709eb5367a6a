import { ActionIcon, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { memo, type KeyboardEvent } from 'react';
import { orderItem } from '../../../../shared/domain/sales/order-item';
import { lineAmounts } from '../../../../shared/domain/sales/order-totals';
import { currencyDecimals } from '../../../kit/input/decimal';
import { MoneyText } from '../../../kit/show/money-text';
import { NumberText } from '../../../kit/show/number-text';
import type { Wording } from '../../../screens/text/wording';
import { AmountInput } from '../moves/amount-input';
import { PriceInput } from './price-input';
import type { ShownLine } from './use-priced-lines';
import styles from './entry.module.css';

interface LineTableProps {
  readonly lines: readonly ShownLine[];
  readonly currency: string;
  readonly onQuantity: (id: string, quantity: number | null) => void;
  /** undefined: the shop's own price counts again. */
  readonly onPrice: (id: string, price: number | null | undefined) => void;
  readonly onRemove: (id: string) => void;
  /** Enter in a line: on to the next article. */
  readonly onNext: () => void;
  /** Lines whose quantity or price is wrong; shown once the person tried to place the order. */
  readonly wrong: ReadonlySet<string>;
  readonly litId: string | undefined;
  readonly wording: Wording;
}

/** Moves to the same field of the line above or below. */
function moveRow(event: KeyboardEvent<HTMLElement>): void {
  const { target, key } = event;
  if (!(target instanceof HTMLInputElement) || (key !== 'ArrowUp' && key !== 'ArrowDown')) return;
  const row = target.closest('tr');
  const next = key === 'ArrowUp' ? row?.previousElementSibling : row?.nextElementSibling;
  const field = next?.querySelector<HTMLInputElement>(`input[data-column="${target.dataset.column}"]`);
  if (!field) return;
  event.preventDefault();
  field.focus();
}

/** The lines of the order being entered. Arrow keys go from line to line, Enter goes back to the article field. */
export function LineTable({ lines, onNext, ...rest }: LineTableProps) {
  const { wording } = rest;
  const { t } = wording;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    moveRow(event);
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    onNext();
  };
  return (
    <table className={styles.lines} onKeyDown={onKeyDown}>
      <thead>
        <tr>
          <th scope="col">{wording.field(orderItem, 'name')}</th>
          <th scope="col" data-align="end">
            {t('orders.inStock')}
          </th>
          <th scope="col" data-align="end">
            {wording.field(orderItem, 'quantity')}
          </th>
          <th scope="col" data-align="end">
            {wording.field(orderItem, 'unitPrice')}
          </th>
          <th scope="col" data-align="end">
            {wording.field(orderItem, 'total')}
          </th>
          <th scope="col">
            <span className={styles.hidden}>{t('entry.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <LineRow key={line.id} line={line} {...rest} wrong={rest.wrong.has(line.id)} lit={rest.litId === line.id} />
        ))}
      </tbody>
    </table>
  );
}

interface LineRowProps extends Omit<LineTableProps, 'lines' | 'wrong' | 'litId' | 'onNext'> {
  readonly line: ShownLine;
  readonly wrong: boolean;
  readonly lit: boolean;
}

const LineRow = memo(function LineRow({ line, currency, wording, wrong, lit, ...told }: LineRowProps) {
  const { t, locale } = wording;
  const { id, article, quantity, unitPrice, inStock, taxRate } = line;
  const name = article ? wording.text(article.name) || article.sku : t('entry.articleUnknown');
  const asNumber = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value);
  const noQuantity = quantity === null || quantity <= 0;
  return (
    <tr data-lit={lit || undefined} data-line={id}>
      <td className={styles.article}>
        <span className={styles.name}>{name}</span>
        <span className={styles.quiet}>{article?.sku}</span>
      </td>
      <td data-align="end" className={styles.stock} data-short={inStock < (quantity ?? 0) || undefined}>
        <NumberText value={inStock} decimals={3} locale={locale} />
      </td>
      <td data-align="end">
        <AmountInput
          value={quantity ?? NaN}
          onChange={(value) => told.onQuantity(id, asNumber(value))}
          decimals={3}
          label={`${wording.field(orderItem, 'quantity')}: ${name}`}
          error={noQuantity ? t('entry.faults.quantity') : undefined}
          wording={wording}
          column="quantity"
        />
      </td>
      <td data-align="end">
        <PriceInput
          line={line}
          label={`${wording.field(orderItem, 'unitPrice')}: ${name}`}
          currency={currency}
          decimals={currencyDecimals(currency)}
          wrong={wrong || (line.agreed && unitPrice === null)}
          onPrice={(price) => told.onPrice(id, price)}
          wording={wording}
        />
      </td>
      <td data-align="end">
        <MoneyText
          minor={
            quantity === null || unitPrice === null ? undefined : lineAmounts({ quantity, unitPrice, taxRate }).total
          }
          currency={currency}
          locale={locale}
        />
      </td>
      <td>
        <Tooltip label={t('entry.remove', { name })}>
          <ActionIcon aria-label={t('entry.remove', { name })} onClick={() => told.onRemove(id)}>
            <IconTrash size={15} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </td>
    </tr>
  );
});
