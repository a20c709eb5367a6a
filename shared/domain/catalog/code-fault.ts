import { checkDigit } from '../../kernel/check-digit';
import type { symbologies } from './barcode';

export type Symbology = (typeof symbologies)[number];

/** Why a symbology cannot carry a code. */
export type CodeFault =
  | { readonly reason: 'empty' | 'digitsOnly' | 'characters' }
  | { readonly reason: 'length'; /** Digits that are needed. */ readonly length: number }
  | { readonly reason: 'checkDigit'; /** The code with the right check digit. */ readonly expected: string };

/** Codes of fixed length that end in a GS1 check digit, and how many digits they have. */
const numbers = { ean13: 13, ean8: 8, upca: 12, upce: 8, itf14: 14 } as const;

/** A UPC-E number as the UPC-A number that it stands for (GS1 General Specifications 5.2.2.4.2); the check digit is the same. */
function expanded(code: string): string {
  const [system, a, b, c, d, e, last] = code;
  const middle = (() => {
    switch (last) {
      case '0':
      case '1':
      case '2':
        return `${a}${b}${last}0000${c}${d}${e}`;
      case '3':
        return `${a}${b}${c}00000${d}${e}`;
      case '4':
        return `${a}${b}${c}${d}00000${e}`;
      default:
        return `${a}${b}${c}${d}${e}0000${last}`;
    }
  })();
  return `${system}${middle}`;
}

function numberFault(symbology: keyof typeof numbers, code: string): CodeFault | null {
  if (!/^[0-9]+$/.test(code)) return { reason: 'digitsOnly' };
  const length = numbers[symbology];
  const body = code.slice(0, length - 1);
  if (code.length !== length && code.length !== length - 1) return { reason: 'length', length };
  const right = body + checkDigit(symbology === 'upce' ? expanded(body) : body);
  return code === right ? null : { reason: 'checkDigit', expected: right };
}

/** What keeps `symbology` from carrying `code`; null when nothing does. A code that lacks only its check digit is told the whole one. */
export function codeFault(symbology: Symbology, code: string): CodeFault | null {
  if (code === '') return { reason: 'empty' };
  switch (symbology) {
    case 'ean13':
    case 'ean8':
    case 'upca':
    case 'upce':
    case 'itf14':
      return numberFault(symbology, code);
    case 'code39':
      return /^[0-9A-Z \-.$/+%]+$/.test(code) ? null : { reason: 'characters' };
    case 'gs1-128':
      return /^(\(\d{2,4}\)[!-'*-~]+)+$/.test(code) ? null : { reason: 'characters' };
    case 'code128':
    case 'qrcode':
    case 'datamatrix':
      return /^[\x20-\x7e]+$/.test(code) ? null : { reason: 'characters' };
  }
}

/** The symbology that the trade uses for a code: its length and check digit tell a GS1 number, brackets GS1 elements, the rest is Code 128. */
export function symbologyFor(code: string): Symbology {
  const order = ['ean13', 'upca', 'ean8', 'itf14', 'gs1-128'] as const;
  return order.find((symbology) => codeFault(symbology, code) === null) ?? 'code128';
}
