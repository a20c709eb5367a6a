import { AppError } from '../kernel/errors';
import { checkDigit } from '../kernel/check-digit';
import { gs1Problem } from './codes/gs1';
import { utf8 } from './codes/utf8';

/** The kinds of barcode that we can print. */
export const symbologies = [
  'code128',
  'ean13',
  'ean8',
  'upca',
  'itf14',
  'code39',
  'gs1-128',
  'qrcode',
  'datamatrix',
] as const;
export type Symbology = (typeof symbologies)[number];

/** Why a symbology cannot carry a code. `expected` is the right check digit, where that is what is wrong. */
export interface CodeProblem {
  reason: 'empty' | 'too-long' | 'length' | 'characters' | 'check-digit' | 'gs1';
  message: string;
  expected?: string;
}

const limits = { code128: 80, code39: 40, 'gs1-128': 70, qrcode: 1000, datamatrix: 800 } as const;

/** GS1 numbers and their lengths with the check digit. */
const gs1Lengths = { ean13: 13, ean8: 8, upca: 12, itf14: 14 } as const;

const printableAscii = /^[\x20-\x7e]+$/;
const noControl = /^[^\p{Cc}\p{Cs}]+$/u;
const code39Characters = /^[0-9A-Z \-.$/+%]+$/;

/** What keeps `symbology` from carrying `code`, or undefined when it can. */
export function codeProblem(symbology: Symbology, code: string): CodeProblem | undefined {
  if (code === '') return { reason: 'empty', message: 'There is no code' };
  switch (symbology) {
    case 'ean13':
    case 'ean8':
    case 'upca':
    case 'itf14':
      return gs1NumberProblem(gs1Lengths[symbology], code);
    case 'code39':
      return freeProblem(code, limits.code39, code39Characters);
    case 'code128':
      return freeProblem(code, limits.code128, printableAscii);
    case 'datamatrix':
      return freeProblem(code, limits.datamatrix, printableAscii);
    case 'qrcode':
      return freeProblem(code, limits.qrcode, noControl);
    case 'gs1-128': {
      const message = gs1Problem(code);
      return message ? { reason: 'gs1', message } : freeProblem(code, limits['gs1-128'], printableAscii);
    }
  }
}

/** Throws `invalid` with details `{field, reason, symbology, expected?}` when `symbology` cannot carry `code`. */
export function assertCode(symbology: Symbology, code: string, field = 'code'): void {
  const problem = codeProblem(symbology, code);
  if (!problem) return;
  const { message, ...rest } = problem;
  throw new AppError('invalid', `${symbology}: ${message}`, { field, symbology, ...rest });
}

/**
 * The symbology that the trade uses for a code: its length and check digit tell a GS1 number, brackets GS1 element
 * strings, the rest is Code 128, or a QR code when it holds more than printable ASCII. Throws `invalid` for a code that
 * nothing can carry.
 */
export function detectSymbology(code: string): Symbology {
  const order = ['ean13', 'upca', 'ean8', 'itf14', 'gs1-128', 'code128', 'qrcode'] as const;
  const found = order.find((symbology) => !codeProblem(symbology, code));
  if (found) return found;
  assertCode('qrcode', code);
  return 'qrcode';
}

function gs1NumberProblem(length: number, code: string): CodeProblem | undefined {
  if (!/^[0-9]+$/.test(code)) return { reason: 'characters', message: 'Only digits are allowed' };
  if (code.length !== length) return { reason: 'length', message: `${length} digits are needed, got ${code.length}` };
  const expected = checkDigit(code.slice(0, -1));
  if (code.endsWith(expected)) return undefined;
  return { reason: 'check-digit', message: `The check digit should be ${expected}`, expected };
}

function freeProblem(code: string, limit: number, allowed: RegExp): CodeProblem | undefined {
  if (!allowed.test(code)) return { reason: 'characters', message: 'It holds characters that the symbology lacks' };
  const { length } = utf8(code);
  return length > limit ? { reason: 'too-long', message: `At most ${limit} bytes, got ${length}` } : undefined;
}
