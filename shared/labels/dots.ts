/** The resolutions of thermal printers, in dots per inch. */
export const resolutions = [203, 300, 600] as const;
export type Resolution = (typeof resolutions)[number];

/** Dots per millimetre. Printers sold as 203 dpi have exactly 8. */
export function dotsPerMm(dpi: Resolution): number {
  return dpi === 203 ? 8 : dpi / 25.4;
}

/** Millimetres to whole printer dots. */
export function toDots(mm: number, dpi: Resolution): number {
  return Math.round(mm * dotsPerMm(dpi));
}
