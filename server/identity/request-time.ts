import { AppError } from '../../shared/kernel/errors';

/** How far a desk's clock may be off. */
const SKEW_MS = 5 * 60_000;

/** What was signed at `time` is good now; `unauthenticated` (clock) with the centre's time otherwise. For those who have proved who they are. */
export function assertTimely(now: number, time: number): void {
  if (Math.abs(now - time) > SKEW_MS)
    throw new AppError('unauthenticated', 'the clock is wrong', { reason: 'clock', time: now });
}
