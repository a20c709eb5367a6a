import { AppError } from '../../../shared/kernel/errors';
import { backoff } from './backoff';
import { retryDelay } from './retry-delay';

const always = (byte: number) => ({ bytes: (length: number) => new Uint8Array(length).fill(byte) });
const offline = new AppError('offline', 'no line');
const busy = (retryAfter?: number) => new AppError('unavailable', 'busy', retryAfter ? { retryAfter } : {});

test('full jitter grows from half a second to a minute', () => {
  expect([0, 1, 2, 7, 50].map((attempt) => backoff(attempt, always(0)))).toEqual([0, 0, 0, 0, 0]);
  expect([0, 1, 2, 7, 50].map((attempt) => backoff(attempt, always(255)))).toEqual([499, 999, 1999, 59999, 59999]);
});

test('a line that is down is looked at often at first, then less and less', () => {
  const pause = (downMs: number) => retryDelay(offline, { attempt: 30, downMs }, always(255));
  expect([0, 119_000, 120_000, 600_000, 90_000_000].map(pause)).toEqual([700, 700, 5000, 15_000, 15_000]);
  expect(retryDelay(offline, { attempt: 30, downMs: 0 }, always(0))).toBe(50);
});

test('a centre that cannot work is left alone for as long as it asks, or for jitter', () => {
  expect(retryDelay(busy(), { attempt: 30, downMs: 0 }, always(255))).toBe(59_999);
  expect(retryDelay(busy(), { attempt: 0, downMs: 0 }, always(0))).toBe(200);
  expect(retryDelay(busy(10), { attempt: 0, downMs: 0 }, always(0))).toBe(10_000);
  expect(retryDelay(busy(9999), { attempt: 0, downMs: 0 }, always(0))).toBe(60_000);
});
