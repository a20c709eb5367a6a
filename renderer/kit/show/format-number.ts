const cache = new Map<string, Intl.NumberFormat>();

/** How numbers are written: the locale and the `Intl` options. */
export interface NumberFormat {
  readonly locale: string;
  readonly options?: Intl.NumberFormatOptions;
}

/** A formatter for the format; made once, since making one costs a hundred times what using it does. */
export function numberFormatter({ locale, options }: NumberFormat): Intl.NumberFormat {
  const key = `${locale}|${JSON.stringify(options ?? {})}`;
  const known = cache.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, options);
  cache.set(key, made);
  return made;
}

/**
 * Writes a number that is kept as a whole number of small parts.
 * @param scaled the whole number, e.g. cents or thousandths
 * @param decimals how many decimals it has, e.g. 2 for cents, 3 for thousandths
 * @throws RangeError when `scaled` is not a safe whole number
 */
export function formatScaled(scaled: number, decimals: number, format: NumberFormat): string {
  if (!Number.isSafeInteger(scaled)) throw new RangeError(`Not a whole number of smallest parts: ${scaled}`);
  return numberFormatter(format).format(scaled / 10 ** decimals);
}

/**
 * Writes an amount of money.
 * @param minor the amount in minor units of the currency (cents for EUR, yen for JPY)
 * @param currency its ISO 4217 code
 * @throws RangeError when `minor` is not a safe whole number or the currency is no currency code
 */
export function formatMoney(minor: number, currency: string, locale: string): string {
  const format = { locale, options: { style: 'currency', currency } } as const;
  const decimals = numberFormatter(format).resolvedOptions().maximumFractionDigits ?? 2;
  return formatScaled(minor, decimals, format);
}
