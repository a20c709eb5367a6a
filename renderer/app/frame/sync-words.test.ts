import { startTranslation } from '../i18n';
import { syncWords } from './sync-words';

const now = new Date(2026, 10, 22, 12, 0).getTime();
const since = new Date(2026, 10, 22, 9, 40).getTime();
const online = {
  line: 'online',
  since: null,
  waiting: 0,
  needs: { refused: 0, conflicts: 0, tasks: 0 },
  lastPull: now,
  loading: null,
  scopes: ['catalog'],
  trouble: null,
  outbox: { limit: 100, pressure: 'low' },
  health: { oldest: null, behind: 0, rebaseP95: null, failedPredictions: 0, clockOffset: null },
} as const;
const say = (status: object, language: 'en' | 'de' = 'en') =>
  syncWords(
    { ...online, scopes: [...online.scopes], ...status },
    { t: startTranslation(language).t, locale: `${language}-${language === 'en' ? 'GB' : 'DE'}`, now },
  );

test.each([
  [{}, 'current', 'Up to date'],
  [{ waiting: 1 }, 'waiting', '1 waiting'],
  [{ waiting: 3 }, 'waiting', '3 waiting'],
  [{ line: 'offline', since }, 'offline', 'Working offline since 09:40'],
  [{ line: 'offline', since, waiting: 2 }, 'offline', 'Working offline since 09:40 · 2 waiting'],
  [{ line: 'offline', since: null }, 'offline', 'Working offline'],
  [
    { line: 'offline', since, waiting: 10, outbox: { limit: 100, pressure: 'high' } },
    'offline',
    'Working offline since 09:40 · 10 waiting · room for 90 more',
  ],
  [{ waiting: 99, outbox: { limit: 100, pressure: 'high' } }, 'waiting', '99 waiting · room for 1 more'],
  [
    { needs: { refused: 1, conflicts: 0, tasks: 0 }, waiting: 100, outbox: { limit: 100, pressure: 'full' } },
    'needs-you',
    'Full: only what has happened is taken down',
  ],
  [
    { needs: { refused: 0, conflicts: 1, tasks: 0 }, line: 'offline', since, waiting: 2 },
    'needs-you',
    '1 needs you · Working offline since 09:40 · 2 waiting',
  ],
  [{ needs: { refused: 0, conflicts: 0, tasks: 4 } }, 'current', 'Up to date'],
  [{ needs: { refused: 1, conflicts: 1, tasks: 0 } }, 'needs-you', '2 need you'],
  [
    { line: 'offline', since, waiting: 3, parked: 1, trouble: { code: 'upgradeRequired', reason: 'desk.tooOld' } },
    'needs-you',
    'Update needed · 3 waiting are kept',
  ],
  [{ line: 'offline', since, trouble: { code: 'upgradeRequired', reason: null } }, 'needs-you', 'Update needed'],
  [{ loading: { done: 1, total: 3 } }, 'syncing', 'Loading 33 %'],
  [{ loading: { done: 0, total: 0 } }, 'syncing', 'Loading 0 %'],
])('%j is %s: %s', (status, state, words) => {
  expect(say(status)).toEqual({ state, words });
});

test('offline for more than a day says the day, in German as well', () => {
  expect(say({ line: 'offline', since: now - 3 * 86_400_000 }, 'de').words).toMatch(/^Offline seit 19\.11\.2026/);
});
