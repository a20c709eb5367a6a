import { z } from 'zod';
import { AppError } from '../../../../shared/kernel/errors';
import type { MutationKind } from '../../../../shared/kernel/mutation';
import type { Client } from '../../../../shared/protocol/sync';
import type { Journal } from '../../store/journal';

const KEY = 'limits';
const limitsSchema = z.object({ outbox: z.int().min(1) });
/** Of a desk that no centre has told yet. */
const USUAL = 50_000;
/** From a tenth of the limit on, people are told. */
const WARN_PART = 10;

/** How full the outbox is: `high` from a tenth of its limit on, `full` when requests and edits are refused. */
export type Pressure = 'low' | 'high' | 'full';

/** How many gestures may wait here, as the centre said when it met this desk. */
export async function outboxLimit({ settings }: Pick<Journal, 'settings'>): Promise<number> {
  const kept = limitsSchema.safeParse(await settings.get(KEY));
  return kept.success ? kept.data.outbox : USUAL;
}

/** Keeps what the centre said of limits; one that says nothing changes nothing. */
export async function keepLimits({ settings }: Pick<Journal, 'settings'>, { limits }: Client): Promise<void> {
  if (limits) await settings.set(KEY, limits);
}

export function pressureOf(waiting: number, limit: number): Pressure {
  if (waiting >= limit) return 'full';
  return waiting * WARN_PART >= limit ? 'high' : 'low';
}

/**
 * Throws `refused` (`outbox.full`) for what a person only wishes, when too much waits: it would be judged too late to be of use. What has
 * happened is taken down whatever waits.
 */
export async function assertRoom(journal: Pick<Journal, 'settings' | 'outbox'>, kind: MutationKind): Promise<void> {
  if (kind === 'fact') return;
  const [waiting, limit] = [await journal.outbox.count(), await outboxLimit(journal)];
  if (pressureOf(waiting, limit) === 'full')
    throw new AppError('refused', 'the outbox is full', { reason: 'outbox.full', waiting, limit });
}
