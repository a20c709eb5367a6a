import { useMemo } from 'react';
import type { RecordOf } from '../../../../shared/kernel/entity';
import { taxRate } from '../../../../shared/domain/administration/tax-rate';
import { price } from '../../../../shared/domain/catalog/price';
import { priceFor } from '../../../../shared/domain/catalog/price-for';
import { product } from '../../../../shared/domain/catalog/product';
import { variant } from '../../../../shared/domain/catalog/variant';
import { stockLevel } from '../../../../shared/domain/stock/stock-level';
import type { DraftLine } from './order-draft';
import type { PricedLine } from './place-args';
import { useAllRecords } from './use-all-records';

/** A line with all that the screen shows of it. */
export interface ShownLine extends PricedLine {
  /** Missing while it is read, or when there is no such article any more. */
  readonly article: RecordOf<typeof variant> | undefined;
  /** The shop's own price for this quantity, minor units. */
  readonly listPrice: number | null;
  /** Whether a price was agreed that takes the place of the shop's own. */
  readonly agreed: boolean;
  /** In all warehouses that this desk knows, thousandths. */
  readonly inStock: number;
}

const among = (field: string, ids: readonly string[]) => [{ field, op: 'in' as const, value: [...ids] }];
const byId = <R extends { id: string }>(rows: readonly R[]) => new Map(rows.map((row) => [row.id, row]));
function groupBy<R>(rows: readonly R[], key: (row: R) => string): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
}

/** The lines of a draft with article, price, tax and stock, as the shop has them now. */
export function usePricedLines(lines: readonly DraftLine[], shop: { storeId: string | null; currency: string }) {
  const ids = [...new Set(lines.map(({ variantId }) => variantId))].sort();
  const articles = useAllRecords(variant, among('id', ids));
  const wholes = useAllRecords(product, among('id', [...new Set(articles.rows.map((row) => row.productId))].sort()));
  const prices = useAllRecords(price, among('variantId', ids));
  const levels = useAllRecords(stockLevel, among('variantId', ids));
  const taxes = useAllRecords(taxRate, []);
  const { storeId, currency } = shop;
  const shown = useMemo(() => {
    const article = byId(articles.rows);
    const whole = byId(wholes.rows);
    const tax = byId(taxes.rows);
    const ownPrices = groupBy(prices.rows, (row) => row.variantId);
    const stock = groupBy(levels.rows, (row) => row.variantId);
    return lines.map((line): ShownLine => {
      const { id, variantId, quantity } = line;
      const found = article.get(variantId);
      const asked = { storeId: storeId ?? '', currency, quantity: quantity ?? 0 };
      const listPrice = found ? priceFor(found, ownPrices.get(variantId) ?? [], asked) : null;
      const taxRateId = found && whole.get(found.productId)?.taxRateId;
      return {
        id,
        variantId,
        quantity,
        article: found,
        listPrice,
        agreed: line.price !== undefined,
        unitPrice: line.price === undefined ? listPrice : line.price,
        taxRate: (taxRateId && tax.get(taxRateId)?.rate) || 0,
        inStock: (stock.get(variantId) ?? []).reduce((sum, level) => sum + level.quantity, 0),
      };
    });
  }, [lines, storeId, currency, articles.rows, wholes.rows, taxes.rows, prices.rows, levels.rows]);
  const loading = articles.loading || wholes.loading || prices.loading || taxes.loading;
  return { shown, loading, error: articles.error ?? wholes.error ?? prices.error ?? taxes.error };
}
