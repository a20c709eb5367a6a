import { formatMoney } from './format-number';
import styles from './figure.module.css';

interface MoneyTextProps {
  /** In minor units of the currency; `undefined` shows a dash. */
  readonly minor: number | undefined;
  /** ISO 4217. */
  readonly currency: string;
  readonly locale: string;
  /** Totals stand out. */
  readonly strong?: boolean;
}

/** An amount of money in tabular figures, in the person's locale. */
export function MoneyText({ minor, currency, locale, strong = false }: MoneyTextProps) {
  if (minor === undefined) return <span className={styles.none}>–</span>;
  return (
    <span className={styles.figure} data-strong={strong || undefined} data-negative={minor < 0 || undefined}>
      {formatMoney(minor, currency, locale)}
    </span>
  );
}
