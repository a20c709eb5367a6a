import { formatScaled } from './format-number';
import styles from './figure.module.css';

interface NumberTextProps {
  /** A whole number of the smallest part; `undefined` shows a dash. */
  readonly value: number | undefined;
  /** Decimals that `value` carries: 0 for a plain number (the default), 3 for quantities in thousandths. */
  readonly decimals?: number;
  readonly locale: string;
  /** Any `Intl.NumberFormat` options, e.g. `{ style: 'percent' }` or `{ signDisplay: 'exceptZero' }`. */
  readonly options?: Intl.NumberFormatOptions;
  /** A unit written after it, such as "pcs". */
  readonly unit?: string;
  readonly strong?: boolean;
}

/** A number or quantity in tabular figures, in the person's locale. */
export function NumberText({ value, decimals = 0, locale, options, unit, strong = false }: NumberTextProps) {
  if (value === undefined) return <span className={styles.none}>–</span>;
  const format = { locale, options: options ?? { maximumFractionDigits: decimals } };
  return (
    <span className={styles.figure} data-strong={strong || undefined} data-negative={value < 0 || undefined}>
      {formatScaled(value, decimals, format)}
      {unit && <span className={styles.unit}>{unit}</span>}
    </span>
  );
}
