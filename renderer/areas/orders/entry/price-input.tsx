import { DecimalField } from '../../../kit/input/decimal-field';
import { formatMoney } from '../../../kit/show/format-number';
import type { Wording } from '../../../screens/text/wording';
import type { ShownLine } from './use-priced-lines';
import styles from './entry.module.css';

interface PriceInputProps {
  readonly line: ShownLine;
  readonly label: string;
  readonly currency: string;
  readonly decimals: number;
  readonly wrong: boolean;
  /** null while what is typed is no number; undefined takes the agreed price back. */
  readonly onPrice: (price: number | null | undefined) => void;
  readonly wording: Wording;
}

/** The unit price: the shop's own until another is agreed. Emptied, or typed as it was, the shop's own counts again. */
export function PriceInput({ line, label, currency, decimals, wrong, onPrice, wording }: PriceInputProps) {
  const { t, locale } = wording;
  const { listPrice, agreed, unitPrice } = line;
  const type = (value: number | undefined) => {
    if (value === undefined || Number.isNaN(value)) return onPrice(null);
    onPrice(value === listPrice ? undefined : value);
  };
  const hint = () => {
    if (!agreed) return listPrice === null ? t('entry.noPrice', { currency }) : undefined;
    if (listPrice === null || listPrice === unitPrice) return undefined;
    return t('entry.listPrice', { price: formatMoney(listPrice, currency, locale) });
  };
  const said = hint();
  return (
    <span className={styles.price}>
      <DecimalField
        value={unitPrice ?? NaN}
        onChange={type}
        decimals={decimals}
        least={decimals}
        locale={locale}
        aria-label={label}
        error={wrong || (!agreed && listPrice === null && line.article !== undefined)}
        className={styles.number}
        data-column="price"
        data-agreed={agreed || undefined}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={(event) => {
          if (event.currentTarget.value.trim() === '') onPrice(undefined);
        }}
      />
      {said && <span className={styles.quiet}>{said}</span>}
    </span>
  );
}
