import type { TFunction } from 'i18next';
import type { SyncStatus } from '../../bridge/use-sync-status';
import type { SyncState } from '../../kit/frame/sync-badge';

/** How it stands with the centre, as the badge says it. */
export interface SyncWords {
  readonly state: SyncState;
  readonly words: string;
}

const DAY = 86_400_000;

function since(at: number, now: number, locale: string): string {
  const format =
    now - at < DAY ? { timeStyle: 'short' as const } : { dateStyle: 'medium' as const, timeStyle: 'short' as const };
  return new Intl.DateTimeFormat(locale, format).format(at);
}

/** What waits, and how much room there is when it is not little. */
function waitingWords({ waiting, outbox: { limit, pressure } }: SyncStatus, t: TFunction): string {
  const words = t('sync.waiting', { count: waiting });
  return pressure === 'high' ? `${words} · ${t('sync.roomFor', { count: limit - waiting })}` : words;
}

/** What needs a person comes first, then the line, then what waits. */
export function syncWords(
  status: SyncStatus,
  { t, locale, now }: { t: TFunction; locale: string; now: number },
): SyncWords {
  const { line, since: down, waiting, parked, loading, outbox } = status;
  if (outbox.pressure === 'full') return { state: 'needs-you', words: t('sync.full') };
  if (parked > 0) return { state: 'needs-you', words: t('sync.needsYou', { count: parked }) };
  if (line === 'offline') {
    const words = down === null ? t('sync.offline') : t('sync.offlineSince', { time: since(down, now, locale) });
    return { state: 'offline', words: waiting > 0 ? `${words} · ${waitingWords(status, t)}` : words };
  }
  if (loading) {
    const percent = loading.total > 0 ? Math.floor((loading.done / loading.total) * 100) : 0;
    return { state: 'syncing', words: t('sync.loading', { percent }) };
  }
  if (waiting > 0) return { state: 'waiting', words: waitingWords(status, t) };
  return { state: 'current', words: t('sync.current') };
}
