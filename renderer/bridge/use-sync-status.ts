import { useAnswer, type Answer } from './use-call';

export type SyncStatus = Answer<'sync.status'>;

/** How this desk stands with the centre; undefined until the core has answered. */
export function useSyncStatus(): SyncStatus | undefined {
  return useAnswer('sync.status', null).answer;
}
