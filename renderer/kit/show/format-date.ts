const cache = new Map<string, Intl.DateTimeFormat>();

/** How a time is written: the locale and the `Intl` options (its `timeZone` included). */
export interface DateFormat {
  readonly locale: string;
  readonly options?: Intl.DateTimeFormatOptions;
}

/** Writes a time given in UTC milliseconds; date and minutes unless the options say otherwise. */
export function formatDate(at: number, { locale, options }: DateFormat): string {
  const chosen = options ?? { dateStyle: 'medium', timeStyle: 'short' };
  const key = `${locale}|${JSON.stringify(chosen)}`;
  const formatter = cache.get(key) ?? new Intl.DateTimeFormat(locale, chosen);
  cache.set(key, formatter);
  return formatter.format(at);
}
