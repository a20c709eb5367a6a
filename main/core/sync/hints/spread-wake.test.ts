import { SpreadWake } from './spread-wake';

const at = (byte: number) => ({ bytes: (length: number) => new Uint8Array(length).fill(byte) });

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('wakes once, at a moment of its own within the time that the centre names', () => {
  const woken: string[] = [];
  const early = new SpreadWake(at(0), () => woken.push('early'));
  const middle = new SpreadWake(at(128), () => woken.push('middle'));
  const late = new SpreadWake(at(255), () => woken.push('late'));
  for (const one of [late, middle, early]) one.within(10_000);
  middle.within(60_000); // planned already
  jest.advanceTimersByTime(0);
  expect(woken).toEqual(['early']);
  jest.advanceTimersByTime(5100);
  expect(woken).toEqual(['early', 'middle']);
  jest.advanceTimersByTime(4899);
  expect(woken).toEqual(['early', 'middle', 'late']);
});

test('does not wake after it was stopped, and can be asked again after it has woken', () => {
  let woken = 0;
  const one = new SpreadWake(at(64), () => (woken += 1));
  one.within(1000);
  one.stop();
  jest.advanceTimersByTime(2000);
  expect(woken).toBe(0);
  one.within(1000);
  jest.advanceTimersByTime(2000);
  one.within(1000);
  jest.advanceTimersByTime(2000);
  expect(woken).toBe(2);
});
