import { Button, Tooltip } from '@mantine/core';
import { MoneyText } from '../../../kit/show/money-text';
import { ShortcutHint } from '../../../kit/show/shortcut-hint';
import type { Wording } from '../../../screens/text/wording';
import { entryTotals, type PricedLine } from './place-args';
import styles from './entry.module.css';

interface EntryBarProps {
  readonly lines: readonly PricedLine[];
  readonly currency: string;
  readonly busy: boolean;
  /** What is still missing, in words; empty when nothing is. */
  readonly missing: string;
  /** Throws away what was entered; missing while there is nothing. */
  readonly onDiscard?: (() => void) | undefined;
  readonly wording: Wording;
}

/** The foot of order entry: what it comes to, as the domain works it out, and the button that places it. */
export function EntryBar({ lines, currency, busy, missing, onDiscard, wording }: EntryBarProps) {
  const { t, locale } = wording;
  const { subtotal, taxTotal, grandTotal, itemCount } = entryTotals(lines);
  const part = (label: string, minor: number) => (
    <span className={styles.sum}>
      <span className={styles.quiet}>{label}</span>
      <MoneyText minor={minor} currency={currency} locale={locale} />
    </span>
  );
  return (
    <div className={styles.bar}>
      <span className={styles.state} role="status" data-missing={missing !== '' || undefined}>
        {missing || (onDiscard ? t('entry.kept') : '')}
      </span>
      <output className={styles.sums} aria-label={t('orders.grandTotal')}>
        <span className={styles.sum}>
          <span className={styles.quiet}>{t('entry.lines', { count: itemCount })}</span>
        </span>
        {part(t('orders.subtotal'), subtotal)}
        {part(t('orders.tax'), taxTotal)}
        <span className={styles.total}>
          <MoneyText minor={grandTotal} currency={currency} locale={locale} strong />
        </span>
      </output>
      {onDiscard && (
        <Button variant="default" size="md" onClick={onDiscard}>
          {t('entry.discard')}
        </Button>
      )}
      <Tooltip label={<ShortcutHint keys={['Ctrl', 'Enter']} />}>
        <Button type="submit" size="md" loading={busy}>
          {t('entry.place')}
        </Button>
      </Tooltip>
    </div>
  );
}
