import type { Resolution } from './dots';
import type { Symbology } from './symbology';

/** A rectangle in whole printer dots from the label's upper left corner. */
export interface DotRect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** One line of text. The rectangle is the room it may take; `textX` and `textWidth` say where it stands in there. */
export interface TextRun extends DotRect {
  kind: 'text';
  text: string;
  /** Height of the em square in dots. */
  fontSize: number;
  bold: boolean;
  align: 'left' | 'center' | 'right';
  textX: number;
  textWidth: number;
}

/** A symbol without its quiet zones, which the layout has kept free around it. */
export interface BarcodeItem extends DotRect {
  kind: 'barcode';
  symbology: Symbology;
  code: string;
  /** Width of one module in dots. */
  module: number;
  /** The dark parts; every edge lies on a multiple of `module`, counted from `x` (and from `y` for a matrix). */
  bars: DotRect[];
}

export interface LineItem extends DotRect {
  kind: 'line';
}

export interface BoxItem extends DotRect {
  kind: 'box';
  thickness: number;
}

export type LayoutItem = TextRun | BarcodeItem | LineItem | BoxItem;

/** What a person should know before printing. `element` is the index in the design; lengths are in mm. */
export type LabelWarning = { element: number } & (
  | { kind: 'text-shrunk'; wanted: number; used: number }
  | { kind: 'text-cut'; text: string; printed: string }
  | { kind: 'value-missing'; binding: string }
  /** Characters that the label font lacks. PDF and preview show an empty box; a printer may have them. */
  | { kind: 'characters-missing'; characters: string }
  | { kind: 'module-reduced'; wanted: number; used: number }
  /** A bar narrower than GS1 allows at a till; most readers cope. */
  | { kind: 'module-below-standard'; used: number; standard: number }
  | { kind: 'bars-short'; height: number; standard: number }
);

/** A label down to the dot: the one thing that every output is made from. */
export interface LabelLayout {
  name: string;
  dpi: Resolution;
  /** In dots. */
  width: number;
  height: number;
  /** In millimetres. */
  size: { width: number; height: number };
  items: LayoutItem[];
  warnings: LabelWarning[];
}
