import { assertNever } from '../../kernel/assert';
import type { Symbology } from '../symbology';

/** Light modules that must stay free around a symbol. */
export interface QuietZone {
  left: number;
  right: number;
  /** Above and below. */
  vertical: number;
}

/** The quiet zone that each symbology's standard asks for, in modules. */
export function quietZone(symbology: Symbology): QuietZone {
  switch (symbology) {
    case 'ean13':
      return { left: 11, right: 7, vertical: 0 };
    case 'ean8':
      return { left: 7, right: 7, vertical: 0 };
    case 'upca':
      return { left: 9, right: 9, vertical: 0 };
    case 'code128':
    case 'gs1-128':
    case 'itf14':
    case 'code39':
      return { left: 10, right: 10, vertical: 0 };
    case 'qrcode':
      return { left: 4, right: 4, vertical: 4 };
    case 'datamatrix':
      return { left: 1, right: 1, vertical: 1 };
    default:
      return assertNever(symbology);
  }
}

/** The narrowest module that hand scanners still read well from a thermal label, in mm. */
export function leastModule(symbology: Symbology): number {
  return symbology === 'code128' || symbology === 'code39' || symbology === 'gs1-128' ? 0.19 : 0.25;
}

/** The narrowest module that GS1 allows for what is sold at a till (80 % magnification), in mm; 0 where none is set. */
export function standardModule(symbology: Symbology): number {
  return symbology === 'ean13' || symbology === 'ean8' || symbology === 'upca' ? 0.264 : 0;
}

/** Below this bar height, in mm, people have to aim; layouts warn. */
export const LEAST_BAR_HEIGHT = 5;
