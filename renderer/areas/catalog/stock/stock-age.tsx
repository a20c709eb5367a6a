import { useSyncStatus } from '../../../bridge/use-sync-status';
import { formatDate } from '../../../kit/show/format-date';
import type { Wording } from '../../../screens/text/wording';

const DAY = 86_400_000;

/** How old what is seen of the other desks is: said only while the line is down, when it matters. */
export function StockAge({ wording }: { readonly wording: Wording }) {
  const { t, locale } = wording;
  const status = useSyncStatus();
  if (!status || status.line === 'online') return null;
  if (status.lastPull === null) return t('stock.ageUnknown');
  const today = Date.now() - status.lastPull < DAY;
  const options = today
    ? { timeStyle: 'short' as const }
    : { dateStyle: 'medium' as const, timeStyle: 'short' as const };
  return t('stock.age', { time: formatDate(status.lastPull, { locale, options }) });
}
