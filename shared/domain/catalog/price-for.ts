import type { RecordOf } from '../../kernel/entity';
import type { price } from './price';
import type { variant } from './variant';

/** What the price is asked for. */
export interface PriceQuestion {
  readonly storeId: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Thousandths. */
  readonly quantity: number;
}

type PriceRow = Pick<RecordOf<typeof price>, 'storeId' | 'currency' | 'minQuantity' | 'gross'>;
type Priced = Pick<RecordOf<typeof variant>, 'price' | 'currency'>;

/** Negative when `a` is the nearer rule: the store's own before everybody's, the higher step before the lower, then the lower price. */
function nearer(a: PriceRow, b: PriceRow): number {
  const own = Number(b.storeId !== null) - Number(a.storeId !== null);
  return own || b.minQuantity - a.minQuantity || a.gross - b.gross;
}

/**
 * The gross unit price of a variant, in minor units: the nearest of its price rows that fit, else its standard price.
 * Null where the variant has no price in that currency.
 */
export function priceFor(article: Priced, prices: readonly PriceRow[], question: PriceQuestion): number | null {
  const { storeId, currency, quantity } = question;
  const fitting = prices.filter(
    (row) =>
      row.currency === currency && row.minQuantity <= quantity && (row.storeId === null || row.storeId === storeId),
  );
  const [nearest] = fitting.sort(nearer);
  return nearest?.gross ?? (article.currency === currency ? article.price : null);
}
