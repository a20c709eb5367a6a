import type { TFunction } from 'i18next';
import { returnedCount, type SyncStatus } from '../../bridge/use-sync-status';
import type { SyncState } from '../../kit/frame/sync-badge';

/** How it stands with the centre, as the badge says it. */
export interface SyncWords {
  readonly state: SyncState;
  readonly words: string;
}

interface Telling {
  readonly t: TFunction;
  readonly locale: string;
  /** UTC ms. */
  readonly now: number;
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

function offlineWords(status: SyncStatus, { t, locale, now }: Telling): string {
  const { since: down, waiting } = status;
  const words = down === null ? t('sync.offline') : t('sync.offlineSince', { time: since(down, now, locale) });
  return waiting > 0 ? `${words} · ${waitingWords(status, t)}` : words;
}

/** An update that is due, and how much waits for it. */
function updateWords({ waiting }: SyncStatus, t: TFunction): string {
  const words = t('sync.updateNeeded');
  return waiting > 0 ? `${words} · ${t('sync.waitingKept', { count: waiting })}` : words;
}

/** An update that is due and what came back come first, then the line, then what waits. Tasks are no matter of the line. */
export function syncWords(status: SyncStatus, telling: Telling): SyncWords {
  const { t } = telling;
  const { line, waiting, loading, outbox, trouble } = status;
  if (trouble?.code === 'upgradeRequired') return { state: 'needs-you', words: updateWords(status, t) };
  if (outbox.pressure === 'full') return { state: 'needs-you', words: t('sync.full') };
  const returned = returnedCount(status);
  const offline = line === 'offline' ? offlineWords(status, telling) : null;
  if (returned > 0) {
    const words = [t('sync.needsYou', { count: returned }), offline];
    return { state: 'needs-you', words: words.filter((part) => part !== null).join(' · ') };
  }
  if (offline !== null) return { state: 'offline', words: offline };
  if (loading) {
    const percent = loading.total > 0 ? Math.floor((loading.done / loading.total) * 100) : 0;
    return { state: 'syncing', words: t('sync.loading', { percent }) };
  }
  if (waiting > 0) return { state: 'waiting', words: waitingWords(status, t) };
  return { state: 'current', words: t('sync.current') };
}
