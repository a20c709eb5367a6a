import type { SyncStatus } from '../../../../shared/protocol/ipc';
import type { Journal } from '../../store/journal';
import type { Replica } from '../../store/replica';
import { outboxLimit, pressureOf } from './desk-limits';
import type { SyncHealth } from './sync-health';

/** How the desk stands, whoever sits at it. `parked`: gestures of anybody that were refused and not dealt with. */
export type DeskStatus = Omit<SyncStatus, 'needs'> & { readonly parked: number };

interface Now extends Pick<SyncStatus, 'line' | 'since' | 'trouble' | 'loading'> {
  /** What the centre has hinted at: scope → version. */
  readonly poked: ReadonlyMap<string, number>;
}

/** How this desk stands with the centre: the line as the loop knows it, and what the files say. */
export async function syncStatus(
  { journal, replica, health }: { journal: Journal; replica: Replica; health: SyncHealth },
  { poked, ...now }: Now,
): Promise<DeskStatus> {
  const { waiting, parked, oldest } = await journal.ledger.counts();
  const { lastPull } = await replica.state();
  const held = (await replica.cursors()).flatMap(({ scope, v }) => (v === null ? [] : [{ scope, v }]));
  const limit = await outboxLimit(journal);
  const lags = held.map(({ scope, v }) => Math.max(0, (poked.get(scope) ?? 0) - v));
  return {
    ...now,
    waiting,
    parked,
    lastPull,
    scopes: held.map(({ scope }) => scope),
    outbox: { limit, pressure: pressureOf(waiting, limit) },
    health: { ...health.told(), oldest, behind: lags.reduce((sum, lag) => sum + lag, 0) },
  };
}
