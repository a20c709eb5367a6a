import { formatDate } from './format-date';
import styles from './figure.module.css';

interface DateTextProps {
  /** UTC milliseconds; `undefined` shows a dash. */
  readonly at: number | undefined;
  readonly locale: string;
  readonly options?: Intl.DateTimeFormatOptions;
}

/** A date or time in the person's locale; the machine-readable time goes with it. */
export function DateText({ at, locale, options }: DateTextProps) {
  if (at === undefined) return <span className={styles.none}>–</span>;
  return (
    <time className={styles.figure} dateTime={new Date(at).toISOString()}>
      {formatDate(at, options ? { locale, options } : { locale })}
    </time>
  );
}
