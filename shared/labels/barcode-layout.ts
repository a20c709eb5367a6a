import { AppError } from '../kernel/errors';
import type { RetailShape } from './codes/retail-shape';
import { GUARD_DROP, retailShape } from './codes/retail-shape';
import type { LinearPattern, MatrixPattern, SymbolPattern } from './codes/symbol-pattern';
import { symbolPattern } from './codes/symbol-pattern';
import { LEAST_BAR_HEIGHT, leastModule, quietZone, standardModule } from './codes/symbol-size';
import type { Resolution } from './dots';
import { dotsPerMm } from './dots';
import type { BarcodeItem, DotRect, LabelWarning } from './label-layout';
import type { Symbology } from './symbology';

/** A code to lay out in a box of dots, with the module width that the design wishes for. */
export interface BarcodeRequest {
  symbology: Symbology;
  code: string;
  box: DotRect;
  /** Height to keep free for figures at the bottom of the box, in dots; 0 for none. */
  figures: number;
  moduleWidth: number;
  dpi: Resolution;
  /** Index in the design, for warnings. */
  element: number;
}

export interface BarcodePlacement {
  item: BarcodeItem;
  warnings: LabelWarning[];
}

/** Bars lower than this, in mm, are refused: nobody hits them. */
const BAR_HEIGHT_WALL = 1;

/**
 * Places a symbol with its quiet zones in the middle of a box, at the wished module width or the largest smaller one that
 * fits. Throws `invalid` with details.reason `no-room` (and the millimetres `needed` and `room`) when even the narrowest
 * readable module does not fit.
 */
export function layoutBarcode(request: BarcodeRequest): BarcodePlacement {
  const { symbology, code, dpi } = request;
  const pattern = symbolPattern(symbology, code);
  const room = { ...request.box, height: request.box.height - request.figures };
  const module = chooseModule(request, pattern, room);
  const item: BarcodeItem = {
    kind: 'barcode',
    symbology,
    code,
    module,
    ...(pattern.kind === 'linear' ? linearPlace(pattern, request, module) : matrixPlace(pattern, request, module)),
  };
  item.bars = item.bars.map((bar) => ({ ...bar, x: bar.x + item.x, y: bar.y + item.y }));
  return { item, warnings: warningsOf(request, item, pattern, dotsPerMm(dpi)) };
}

function chooseModule({ symbology, moduleWidth, dpi }: BarcodeRequest, pattern: SymbolPattern, room: DotRect): number {
  const perMm = dotsPerMm(dpi);
  const least = Math.ceil(leastModule(symbology) * perMm - 1e-9);
  const quiet = quietZone(symbology);
  const columns = (pattern.kind === 'linear' ? pattern.modules : pattern.columns) + quiet.left + quiet.right;
  if (Math.floor(room.width / columns) < least)
    throw noRoom(symbology, 'width', (columns * least) / perMm, room.width / perMm);
  const rows = pattern.kind === 'linear' ? 0 : pattern.rows + 2 * quiet.vertical;
  if (rows && Math.floor(room.height / rows) < least)
    throw noRoom(symbology, 'height', (rows * least) / perMm, room.height / perMm);
  const most = Math.min(Math.floor(room.width / columns), rows ? Math.floor(room.height / rows) : Infinity);
  return Math.min(Math.max(moduleWidth, least), most);
}

function noRoom(symbology: Symbology, side: 'width' | 'height', neededMm: number, roomMm: number): AppError {
  const [needed, room] = [round(neededMm), round(roomMm)];
  const details = { reason: 'no-room', symbology, side, needed, room };
  return new AppError('invalid', `${symbology} needs ${needed} mm in ${side}, its box has ${room} mm`, details);
}

type Place = DotRect & { bars: DotRect[] };

/** Bars in dots from the symbol's upper left corner; guard bars reach further down, into the room of the figures. */
function linearPlace(pattern: LinearPattern, request: BarcodeRequest, module: number): Place {
  const { symbology, code, box, dpi } = request;
  const quiet = quietZone(symbology);
  const shape = retailShape(symbology, code);
  const drop = shape ? GUARD_DROP * module : 0;
  const height = box.height - Math.max(drop, request.figures);
  const least = BAR_HEIGHT_WALL * dotsPerMm(dpi);
  if (height < least)
    throw noRoom(symbology, 'height', (box.height - height + least) / dotsPerMm(dpi), box.height / dotsPerMm(dpi));
  const bars: DotRect[] = [];
  let at = 0;
  pattern.widths.forEach((width, index) => {
    const reach = isGuard(shape, at) ? height + drop : height;
    if (index % 2 === 0) bars.push({ x: at * module, y: 0, width: width * module, height: reach });
    at += width;
  });
  const free = box.width - (pattern.modules + quiet.left + quiet.right) * module;
  const x = box.x + Math.floor(free / 2) + quiet.left * module;
  return { x, y: box.y, width: pattern.modules * module, height, bars };
}

const isGuard = (shape: RetailShape | undefined, at: number) =>
  shape?.guards.some(([from, to]) => at >= from && at < to) ?? false;

/** Dark modules joined along each row, in dots from the symbol's upper left corner. */
function matrixPlace({ columns, rows, dark }: MatrixPattern, request: BarcodeRequest, module: number): Place {
  const { box, figures } = request;
  const bars: DotRect[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns;) {
      let end = column;
      while (end < columns && dark[row * columns + end]) end++;
      if (end > column)
        bars.push({ x: column * module, y: row * module, width: (end - column) * module, height: module });
      column = end + 1;
    }
  }
  const [width, height] = [columns * module, rows * module];
  const x = box.x + Math.floor((box.width - width) / 2);
  return { x, y: box.y + Math.floor((box.height - figures - height) / 2), width, height, bars };
}

function warningsOf(request: BarcodeRequest, item: BarcodeItem, pattern: SymbolPattern, perMm: number): LabelWarning[] {
  const { symbology, moduleWidth, element } = request;
  const warnings: LabelWarning[] = [];
  const used = round(item.module / perMm);
  const standard = standardModule(symbology);
  if (item.module < moduleWidth)
    warnings.push({ element, kind: 'module-reduced', wanted: round(moduleWidth / perMm), used });
  if (item.module / perMm < standard) warnings.push({ element, kind: 'module-below-standard', used, standard });
  const height = round(item.height / perMm);
  if (pattern.kind === 'linear' && height < LEAST_BAR_HEIGHT)
    warnings.push({ element, kind: 'bars-short', height, standard: LEAST_BAR_HEIGHT });
  return warnings;
}

/** Millimetres to the hundredth, for people. */
const round = (mm: number) => Math.round(mm * 100) / 100;
