import type { Random } from '../../../shared/kernel/clock';

const FIRST_MS = 500;
const MOST_MS = 60_000;

/** Anywhere from 0 to just under 1. */
export function fraction(random: Random): number {
  const [a = 0, b = 0, c = 0] = random.bytes(3);
  return ((a << 16) | (b << 8) | c) / 0x1000000;
}

/** Full jitter: anywhere between nothing and 0.5 s · 2ⁿ, at most a minute, so that many desks never come back at once. */
export function backoff(attempt: number, random: Random): number {
  const ceiling = Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(attempt, 20));
  return Math.floor(fraction(random) * ceiling);
}
