import { Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { returnedCount, useSyncStatus } from '../../bridge/use-sync-status';
import { SyncBadge } from '../../kit/frame/sync-badge';
import { useWording } from '../../screens/text/wording';
import { syncWords, type SyncWords } from './sync-words';

/** With the line up most gestures are through sooner; nobody needs to see them wait. */
const CALM = 500;

/** What is new is shown at once, except that something waits: that must last a moment first. */
function useCalm(words: SyncWords | undefined): SyncWords | undefined {
  const [shown, setShown] = useState(words);
  const { state, words: text } = words ?? {};
  useEffect(() => {
    if (!words) return undefined;
    const timer = window.setTimeout(() => setShown(words), state === 'waiting' ? CALM : 0);
    return () => window.clearTimeout(timer);
    // words is a new object at every drawing; state and text say whether it differs
  }, [state, text]);
  return shown ?? words;
}

/** The sync badge: in words how it stands with the centre; opens what needs the person, else the ledger. */
export function SyncButton() {
  const { t, locale } = useWording();
  const status = useSyncStatus();
  const navigate = useNavigate();
  const shown = useCalm(status && syncWords(status, { t, locale, now: Date.now() }));
  if (!shown || !status) return null;
  const pulled =
    status.lastPull === null
      ? t('sync.neverPulled')
      : t('sync.lastPull', {
          time: new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' }).format(status.lastPull),
        });
  return (
    <Tooltip label={pulled}>
      <SyncBadge {...shown} onClick={() => void navigate(returnedCount(status) > 0 ? '/inbox' : '/sync')} />
    </Tooltip>
  );
}
