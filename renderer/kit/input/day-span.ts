/** UTC milliseconds, both included; an open end is left out. */
export interface DayRange {
  readonly from?: number;
  readonly to?: number;
}

/** Spans that move with today, so that a kept address stays true tomorrow. */
export const spans = ['today', 'yesterday', 'last7', 'last30', 'thisMonth', 'thisYear'] as const;
export type Span = (typeof spans)[number];

export const isSpan = (text: string): text is Span => (spans as readonly string[]).includes(text); // widened only to ask

const dayStart = (at: number, days = 0) => {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
};

/** A span as a range of UTC milliseconds in the machine's time zone, whose days may have 23 or 25 hours. */
export function spanRange(span: Span, now: number): DayRange {
  const today = new Date(now);
  const endOfToday = dayStart(now, 1) - 1;
  switch (span) {
    case 'today':
      return { from: dayStart(now), to: endOfToday };
    case 'yesterday':
      return { from: dayStart(now, -1), to: dayStart(now) - 1 };
    case 'last7':
      return { from: dayStart(now, -6), to: endOfToday };
    case 'last30':
      return { from: dayStart(now, -29), to: endOfToday };
    case 'thisMonth':
      return { from: new Date(today.getFullYear(), today.getMonth(), 1).getTime(), to: endOfToday };
    case 'thisYear':
      return { from: new Date(today.getFullYear(), 0, 1).getTime(), to: endOfToday };
  }
}

const two = (part: number) => String(part).padStart(2, '0');

/** `2026-11-22`, in the machine's time zone, as date inputs want it. */
export function dayText(at: number): string {
  const date = new Date(at);
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** `2026-11-22T09:40`. */
export function minuteText(at: number): string {
  const date = new Date(at);
  return `${dayText(at)}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The first and last millisecond of a day that a date input names; undefined for an unfinished one. */
export function dayRange(text: string): DayRange {
  const [year, month, day] = text.split('-').map(Number);
  if (year === undefined || !month || !day) return {};
  const start = new Date(year, month - 1, day);
  start.setFullYear(year);
  return { from: start.getTime(), to: dayStart(start.getTime(), 1) - 1 };
}
