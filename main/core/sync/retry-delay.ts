import type { Random } from '../../../shared/kernel/clock';
import type { AppError } from '../../../shared/kernel/errors';
import { backoff } from './backoff';

const MINUTE = 60_000;

/** The longest pause between looks at a line that is down: most breaks are short, and a person notices when it is back. */
function longestPause(downMs: number): number {
  if (downMs < 2 * MINUTE) return 700;
  return downMs < 10 * MINUTE ? 5_000 : 15_000;
}

/**
 * How long to wait after a failure. Without any answer the line is looked at often at first: that costs nobody anything. A centre
 * that answers but cannot work is left alone for as long as it says, or for full jitter up to a minute.
 */
export function retryDelay(
  error: AppError,
  { attempt, downMs }: { attempt: number; downMs: number },
  random: Random,
): number {
  const jittered = backoff(attempt, random);
  if (error.code === 'offline') return Math.max(50, Math.min(jittered, longestPause(downMs)));
  const asked = Number(error.details['retryAfter'] ?? 0) * 1000;
  return Math.max(200, Math.min(asked, MINUTE) + jittered);
}
