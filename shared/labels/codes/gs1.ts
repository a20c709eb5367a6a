import { AppError } from '../../kernel/errors';
import { checkDigit } from '../../kernel/check-digit';

/** The character that stands for FNC1 inside element strings; scanners transmit it as this group separator too. */
export const FNC1 = '\x1d';

export interface Gs1Element {
  ai: string;
  value: string;
}

interface AiRule {
  ai: RegExp;
  value: RegExp;
  /** How many leading digits of the value end in a check digit. */
  checked?: number;
}

const date = /^\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])$/;
const text = (max: number) => new RegExp(`^[!-"%-?A-Z_a-z]{1,${max}}$`);
const digits = (min: number, max = min) => new RegExp(`^\\d{${min},${max}}$`);

/** The application identifiers of trade and logistics (GS1 General Specifications, section 3). */
const rules: readonly AiRule[] = [
  { ai: /^00$/, value: digits(18), checked: 18 },
  { ai: /^0[12]$/, value: digits(14), checked: 14 },
  { ai: /^10$|^2[12]$|^235$/, value: text(20) },
  { ai: /^1[1235679]$/, value: date },
  { ai: /^20$/, value: digits(2) },
  { ai: /^24[013]$|^25[01]$/, value: text(30) },
  { ai: /^242$/, value: digits(1, 6) },
  { ai: /^253$/, value: /^\d{13}[!-"%-?A-Z_a-z]{0,17}$/, checked: 13 },
  { ai: /^254$/, value: text(20) },
  { ai: /^3[07]$/, value: digits(1, 8) },
  { ai: /^3[1-6]\d[0-5]$/, value: digits(6) },
  { ai: /^39[02]\d$/, value: digits(1, 15) },
  { ai: /^39[13]\d$/, value: digits(4, 18) },
  { ai: /^40[03]$/, value: text(30) },
  { ai: /^402$/, value: digits(17), checked: 17 },
  { ai: /^41[0-7]$/, value: digits(13), checked: 13 },
  { ai: /^420$/, value: text(20) },
  { ai: /^421$/, value: /^\d{3}[!-"%-?A-Z_a-z]{1,9}$/ },
  { ai: /^422$|^42[456]$/, value: digits(3) },
  { ai: /^800[34]$|^90$/, value: text(30) },
  { ai: /^9[1-9]$/, value: text(90) },
];

/** Identifiers whose values have a length that readers know, so that no FNC1 ends them (figure 7.8.5-2). */
const predefinedLength = /^(0[0-4]|1[1-9]|20|3[1-6]|41)/;

/** Bracketed text such as `(01)09521234543213(10)ABC` as elements; undefined when it is not of that form. */
function split(code: string): Gs1Element[] | undefined {
  if (!/^(\(\d{2,4}\)[^()]+)+$/.test(code)) return undefined;
  return [...code.matchAll(/\((\d{2,4})\)([^()]+)/g)].map((match) => ({ ai: match[1] ?? '', value: match[2] ?? '' }));
}

/** What is wrong with a bracketed GS1 text, in English, or undefined. */
export function gs1Problem(code: string): string | undefined {
  const elements = split(code);
  if (!elements) return 'Write it with identifiers in brackets, like (01)09521234543213(10)ABC';
  for (const { ai, value } of elements) {
    const rule = rules.find((candidate) => candidate.ai.test(ai));
    if (!rule) return `The application identifier (${ai}) is unknown`;
    if (!rule.value.test(value)) return `(${ai}) cannot hold ${value}`;
    if (rule.checked && checkDigit(value.slice(0, rule.checked - 1)) !== value[rule.checked - 1])
      return `(${ai}) has a wrong check digit`;
  }
  return undefined;
}

/** What a GS1-128 symbol carries: FNC1, then the elements, each of open length ended by FNC1. Throws `invalid`. */
export function gs1ElementString(code: string): string {
  const problem = gs1Problem(code);
  const elements = split(code);
  if (problem || !elements) throw new AppError('invalid', problem ?? 'Not GS1', { field: 'code', reason: 'gs1' });
  return elements.reduce((all, { ai, value }, index) => {
    const last = index === elements.length - 1;
    return all + ai + value + (last || predefinedLength.test(ai) ? '' : FNC1);
  }, FNC1);
}
