import type { Symbology } from '../symbology';

/** A part of the code below the bars, in the room from one module to another, counted from the symbol's left edge. */
export interface FigurePart {
  text: string;
  from: number;
  to: number;
  align: 'left' | 'center' | 'right';
}

/** The look that the standard gives to codes for the till: bars from `guards` reach down between the figures. */
export interface RetailShape {
  guards: readonly (readonly [number, number])[];
  figures: readonly FigurePart[];
}

/** How far guard bars reach below the others, in modules (ISO/IEC 15420). */
export const GUARD_DROP = 5;

/** The shape of a code for the till, undefined for other symbologies. */
export function retailShape(symbology: Symbology, code: string): RetailShape | undefined {
  const part = (from: number, to: number, [start, end]: [number, number], align: FigurePart['align'] = 'center') => ({
    text: code.slice(start, end),
    from,
    to,
    align,
  });
  if (symbology === 'ean13') {
    const figures = [part(-11, -1, [0, 1], 'right'), part(3, 45, [1, 7]), part(50, 92, [7, 13])];
    return { guards: [[0, 3], [45, 50], [92, 95]], figures }; // prettier-ignore
  }
  if (symbology === 'ean8') {
    const figures = [part(3, 31, [0, 4]), part(36, 64, [4, 8])];
    return { guards: [[0, 3], [31, 36], [64, 67]], figures }; // prettier-ignore
  }
  if (symbology === 'upca') {
    const outer = [part(-9, -1, [0, 1], 'right'), part(96, 104, [11, 12], 'left')];
    const figures = [...outer, part(10, 45, [1, 6]), part(50, 85, [6, 11])];
    return { guards: [[0, 10], [45, 50], [85, 95]], figures }; // prettier-ignore
  }
  return undefined;
}
