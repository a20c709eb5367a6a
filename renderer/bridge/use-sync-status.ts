import { useAnswer, type Answer } from './use-call';

export type SyncStatus = Answer<'sync.status'>;

/** How many things came back from the centre for the person who is signed in to settle. */
export const returnedCount = ({ needs }: SyncStatus): number => needs.refused + needs.conflicts;

/** How many things need him in all. */
export const needCount = (status: SyncStatus): number => returnedCount(status) + status.needs.tasks;

/** How this desk stands with the centre; undefined until the core has answered. */
export function useSyncStatus(): SyncStatus | undefined {
  return useAnswer('sync.status', null).answer;
}
