import bwip from 'bwip-js/browser';
import { AppError } from '../../kernel/errors';
import { must } from '../../kernel/assert';
import type { Symbology } from '../symbology';
import { assertCode } from '../symbology';
import { planCode128 } from './code128';
import { gs1ElementString } from './gs1';

/** Bars and spaces in turn, beginning and ending with a bar, in modules. */
export interface LinearPattern {
  kind: 'linear';
  widths: number[];
  /** The sum of `widths`. */
  modules: number;
}

/** Square modules row by row; true is dark. */
export interface MatrixPattern {
  kind: 'matrix';
  columns: number;
  rows: number;
  dark: boolean[];
}

export type SymbolPattern = LinearPattern | MatrixPattern;

/** The pattern of dark and light that carries `code`. Throws `invalid` when the symbology cannot carry it. */
export function symbolPattern(symbology: Symbology, code: string): SymbolPattern {
  assertCode(symbology, code);
  switch (symbology) {
    case 'ean13':
    case 'ean8':
    case 'upca':
    case 'code39':
      return linear(symbology, code);
    case 'itf14':
      // Wide is drawn as three modules, the ratio that reads best at thermal printers' resolution.
      return linear('interleaved2of5', code, (width) => (width === 2 ? 3 : width));
    case 'code128':
      return code128(code);
    case 'gs1-128':
      return code128(gs1ElementString(code));
    case 'qrcode':
      return matrix('qrcode', code, { eclevel: 'M' });
    case 'datamatrix':
      return matrix('datamatrix', code, {});
  }
}

function code128(data: string): LinearPattern {
  const text = planCode128(data).codewords.map((codeword) => `^${String(codeword).padStart(3, '0')}`);
  return linear('code128', text.join(''), undefined, { raw: true });
}

type Options = Record<string, string | boolean>;

function linear(bcid: string, text: string, map = (width: number) => width, options: Options = {}): LinearPattern {
  const symbol = encode(bcid, text, options);
  if (!('sbs' in symbol)) throw new AppError('internal', `${bcid} gave no bars`);
  // Some encoders end with a space, which is part of the quiet zone.
  const widths = symbol.sbs.slice(0, symbol.sbs.length - 1 + (symbol.sbs.length % 2)).map(map);
  return { kind: 'linear', widths, modules: widths.reduce((sum, width) => sum + width, 0) };
}

function matrix(bcid: string, text: string, options: Options): MatrixPattern {
  const symbol = encode(bcid, text, options);
  if (!('pixs' in symbol)) throw new AppError('internal', `${bcid} gave no modules`);
  return { kind: 'matrix', columns: symbol.pixx, rows: symbol.pixy, dark: symbol.pixs.map((pixel) => pixel === 1) };
}

/** The encoder's raw result. It throws plain errors on codes that do not fit, which for our callers are `invalid`. */
function encode(bcid: string, text: string, options: Options) {
  try {
    return must(bwip.raw(bcid, text, options)[0], `${bcid} symbol`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('invalid', `${bcid}: ${reason}`, { field: 'code', reason: 'encoder' });
  }
}
