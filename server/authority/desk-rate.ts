import { AppError } from '../../shared/kernel/errors';
import type { Context } from '../context';

const MINUTE_MS = 60_000;
/** More desks than this are looked through for those that have been quiet. */
const MOST_KNOWN = 10_000;

/** How much a desk may still send, and when that was so. */
interface Allowed {
  readonly left: number;
  readonly at: number;
}

/**
 * Bounds what one desk sends to one node in a minute, so that a desk that has gone mad does not take the others' share. What was taken
 * comes back evenly. In memory: another node counts for itself.
 */
export function deskRate({ limits, clock }: Pick<Context, 'limits' | 'clock'>) {
  const known = new Map<string, Allowed>();
  const perMs = limits.mutations / MINUTE_MS;
  const leftOf = (device: string, now: number) => {
    const last = known.get(device) ?? { left: limits.mutations, at: now };
    return Math.min(limits.mutations, last.left + (now - last.at) * perMs);
  };
  /** Desks that have been quiet for a minute have all of theirs again. */
  const forget = (now: number) => {
    for (const [id, { at }] of known) if (now - at > MINUTE_MS) known.delete(id);
  };
  return {
    /** Throws `unavailable` (rateLimit) with the seconds until there is room for something again; nothing is consumed then. */
    take(device: string, mutations: number): void {
      const now = clock.monotonic();
      const left = leftOf(device, now);
      // One message may overdraw, so that even the largest gets through at last.
      if (left <= 0) {
        const retryAfter = Math.max(1, Math.ceil((1 - left) / perMs / 1000));
        throw new AppError('unavailable', 'too many mutations', { reason: 'rateLimit', retryAfter });
      }
      if (known.size >= MOST_KNOWN) forget(now);
      known.set(device, { left: left - mutations, at: now });
    },
  };
}
