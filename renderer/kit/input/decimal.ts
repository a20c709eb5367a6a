interface Separators {
  readonly decimal: string;
  readonly group: string;
}

const cache = new Map<string, Separators>();

/** How a locale writes one thousand and a bit. */
function separatorsOf(locale: string): Separators {
  const known = cache.get(locale);
  if (known) return known;
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(1234567.5);
  const find = (type: Intl.NumberFormatPartTypes, otherwise: string) =>
    parts.find((part) => part.type === type)?.value ?? otherwise;
  const made = { decimal: find('decimal', '.'), group: find('group', ',') };
  cache.set(locale, made);
  return made;
}

/** Splits what was typed into whole and fraction; null when it is no number. */
function split(text: string, { decimal, group }: Separators): { whole: string; fraction: string } | null {
  const grouping = /\s/.test(group) ? ' ' : group;
  const at = text.lastIndexOf(decimal);
  if (at >= 0) return { whole: text.slice(0, at).replaceAll(grouping, ''), fraction: text.slice(at + 1) };
  const [first = '', ...groups] = text.split(grouping);
  if (groups.every((digits) => digits.length === 3)) return { whole: first + groups.join(''), fraction: '' };
  // `12.50` typed where the point groups thousands can only be meant as a decimal point.
  return groups.length === 1 && grouping !== ' ' ? { whole: first, fraction: groups[0] ?? '' } : null;
}

/**
 * Reads a number typed by a person, exactly: `1.234,5` in German with 3 decimals is 1234500.
 * @returns the number as a whole number of its smallest part; undefined when it is none, has too many decimals, or is beyond exactness
 */
export function parseDecimal(typed: string, decimals: number, locale: string): number | undefined {
  const text = typed
    .trim()
    .replace(/[\u00a0\u202f ]/g, ' ')
    .replace(/['\u2019]/g, '') // groups thousands in Switzerland, and nothing else anywhere
    .replace(/^[\u2212\u2013]/, '-');
  const sign = text.startsWith('-') ? -1 : 1;
  const parts = split(text.replace(/^[+-]\s?/, ''), separatorsOf(locale));
  if (!parts) return undefined;
  const { whole, fraction } = parts;
  if (!/^\d*$/.test(whole) || !/^\d*$/.test(fraction) || whole + fraction === '') return undefined;
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > decimals) return undefined;
  const scaled = Number(whole + kept.padEnd(decimals, '0'));
  return Number.isSafeInteger(scaled) ? sign * scaled || 0 : undefined;
}

/** Writes a number for a field to be typed in: no grouping, at least `least` decimals. */
export function writeDecimal(
  scaled: number,
  { decimals, least = 0, locale }: { decimals: number; least?: number; locale: string },
): string {
  const format = { useGrouping: false, minimumFractionDigits: least, maximumFractionDigits: decimals };
  return new Intl.NumberFormat(locale, format).format(scaled / 10 ** decimals);
}

/** How many decimals a currency has: 2 for EUR, 0 for JPY; 2 for a code that nobody knows. */
export function currencyDecimals(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}
