import { dayRange, dayText, minuteText, spanRange, spans } from './day-span';

// Days are those of the machine's time zone, whichever that is.
const noon = new Date(2026, 10, 22, 12, 0).getTime();
const start = (year: number, month: number, day: number) => new Date(year, month - 1, day).getTime();

test.each([
  ['today', start(2026, 11, 22), start(2026, 11, 23) - 1],
  ['yesterday', start(2026, 11, 21), start(2026, 11, 22) - 1],
  ['last7', start(2026, 11, 16), start(2026, 11, 23) - 1],
  ['last30', start(2026, 10, 24), start(2026, 11, 23) - 1],
  ['thisMonth', start(2026, 11, 1), start(2026, 11, 23) - 1],
  ['thisYear', start(2026, 1, 1), start(2026, 11, 23) - 1],
] as const)('%s', (span, from, to) => {
  expect(spanRange(span, noon)).toEqual({ from, to });
});

test('a span is the same all day, so that a list is not read again at every look', () => {
  for (const span of spans) expect(spanRange(span, noon)).toEqual(spanRange(span, noon + 3_600_000));
});

test('a day typed into a date field is that whole day; an unfinished one is none', () => {
  expect(dayRange('2026-11-22')).toEqual({ from: start(2026, 11, 22), to: start(2026, 11, 23) - 1 });
  expect(dayRange('')).toEqual({});
  expect(dayRange('2026-11')).toEqual({});
  expect(dayText(noon)).toBe('2026-11-22');
  expect(minuteText(noon)).toBe('2026-11-22T12:00');
});
