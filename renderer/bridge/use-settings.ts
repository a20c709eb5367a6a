import { useCallback } from 'react';
import { useAnswer, useCall, type Answer } from './use-call';

export type Settings = Answer<'settings.get'>;

/** What stands until the core has answered. */
export const defaultSettings: Settings = { theme: 'system', density: 'comfortable', language: 'en', lockAfter: 600 };

/** The person's settings at this desk, and how to change some of them. */
export function useSettings(): readonly [Settings, (changes: Partial<Settings>) => Promise<void>] {
  const { answer } = useAnswer('settings.get', null);
  const call = useCall();
  const change = useCallback(async (changes: Partial<Settings>) => void (await call('settings.set', changes)), [call]);
  return [answer ?? defaultSettings, change];
}
