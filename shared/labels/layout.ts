import { AppError } from '../kernel/errors';
import { assertNever } from '../kernel/assert';
import { layoutBarcode } from './barcode-layout';
import { retailShape } from './codes/retail-shape';
import type { Resolution } from './dots';
import { dotsPerMm, toDots } from './dots';
import type { LabelDesign, LabelElement } from './label-design';
import type { BarcodeItem, DotRect, LabelLayout, TextRun } from './label-layout';
import { detectSymbology } from './symbology';
import { hasGlyph, textWidth } from './text/label-font';
import { fitText, printableText } from './text/text-layout';

/** Values by binding name, already formatted for people (prices with their currency, in the right language). */
export type LabelData = Readonly<Record<string, string>>;

type Of<K extends LabelElement['kind']> = Extract<LabelElement, { kind: K }>;

/** The element at hand, and what laying it out adds to. */
interface Context {
  layout: LabelLayout;
  design: LabelDesign;
  data: LabelData;
  element: number;
}

/** Text may shrink to this share of its font size, and not below this many mm, before it is cut. */
const LEAST_SHARE = 0.6;
const LEAST_FONT_MM = 1.4;
const FIGURES_MM = 2.5;

/**
 * Lays a design out with the values of one label, at the resolution of the printer (default: that of the design).
 * What does not fit shrinks or is cut, and is said in `warnings`. Throws `invalid` for a barcode that has no value, that
 * its symbology cannot carry, or that has no room; details.field is the element (`elements.3`).
 */
export function layoutLabel(design: LabelDesign, data: LabelData, dpi: Resolution = design.dpi): LabelLayout {
  const { width, height } = design.size;
  const layout: LabelLayout = {
    name: design.name,
    dpi,
    width: toDots(width, dpi),
    height: toDots(height, dpi),
    size: { width, height },
    items: [],
    warnings: [],
  };
  design.elements.forEach((item, element) => layoutElement(item, { layout, design, data, element }));
  return layout;
}

function layoutElement(item: LabelElement, context: Context): void {
  const { layout, data, element } = context;
  const box = boxOf(item, layout);
  switch (item.kind) {
    case 'text':
      return placeText(item, item.text, box, context);
    case 'field': {
      const value = data[item.binding] ?? '';
      if (value.trim() !== '') return placeText(item, value, box, context);
      layout.warnings.push({ element, kind: 'value-missing', binding: item.binding });
      return;
    }
    case 'barcode':
      return placeBarcode(item, box, context);
    case 'line':
      layout.items.push({ kind: 'line', ...box });
      return;
    case 'box':
      layout.items.push({ kind: 'box', ...box, thickness: Math.max(1, toDots(item.thickness, layout.dpi)) });
      return;
    default:
      return assertNever(item);
  }
}

/** The element's rectangle in dots. Edges are rounded, not sizes, so that what touches in mm touches in dots. */
function boxOf({ x, y, width, height }: LabelElement, { dpi, ...label }: LabelLayout): DotRect {
  const left = Math.min(toDots(x, dpi), label.width - 1);
  const top = Math.min(toDots(y, dpi), label.height - 1);
  return {
    x: left,
    y: top,
    width: Math.max(1, Math.min(toDots(x + width, dpi), label.width) - left),
    height: Math.max(1, Math.min(toDots(y + height, dpi), label.height) - top),
  };
}

type TextStyle = Pick<Of<'text'>, 'fontSize' | 'lines' | 'bold' | 'align'>;

function placeText(style: TextStyle, raw: string, box: DotRect, { layout, element }: Context): void {
  const text = printableText(raw);
  const perMm = dotsPerMm(layout.dpi);
  const wanted = Math.max(1, Math.round(style.fontSize * perMm));
  const least = Math.max(
    1,
    Math.min(wanted, Math.round(Math.max(style.fontSize * LEAST_SHARE, LEAST_FONT_MM) * perMm)),
  );
  const fit = fitText({ ...style, ...box, text, fontSize: wanted, minFontSize: least });
  const runs = fit.lines.map((line, index): TextRun => {
    const room = { ...box, y: box.y + index * fit.lineHeight, height: fit.fontSize };
    return textRun(line, room, { ...style, fontSize: fit.fontSize });
  });
  layout.items.push(...runs.filter((run) => run.text !== ''));
  const used = Math.round((fit.fontSize / perMm) * 100) / 100;
  if (fit.fontSize < wanted) layout.warnings.push({ element, kind: 'text-shrunk', wanted: style.fontSize, used });
  if (fit.cut) layout.warnings.push({ element, kind: 'text-cut', text: raw, printed: fit.lines.join('\n') });
  const missing = [...new Set(text)].filter((char) => char !== '\n' && !hasGlyph(char)).join('');
  if (missing) layout.warnings.push({ element, kind: 'characters-missing', characters: missing });
}

function textRun(text: string, room: DotRect, style: Pick<TextRun, 'fontSize' | 'bold' | 'align'>): TextRun {
  const { fontSize, bold, align } = style;
  const width = Math.ceil(textWidth(text, fontSize, bold));
  const free = room.width - width;
  const textX = room.x + (align === 'left' ? 0 : align === 'right' ? free : Math.floor(free / 2));
  const { x, y, height } = room;
  return { kind: 'text', x, y, width: room.width, height, text, fontSize, bold, align, textX, textWidth: width };
}

function placeBarcode(item: Of<'barcode'>, box: DotRect, context: Context): void {
  const { layout, design, element } = context;
  const { dpi } = layout;
  const moduleWidth = Math.max(1, Math.round((item.moduleWidth * dotsPerMm(dpi)) / dotsPerMm(design.dpi)));
  const fontSize = item.humanReadable ? Math.min(toDots(FIGURES_MM, dpi), Math.floor(box.height / 4)) : 0;
  const figures = fontSize + Math.ceil(fontSize / 6);
  try {
    const code = codeOf(item, context);
    const symbology = item.symbology === 'auto' ? detectSymbology(code) : item.symbology;
    const placed = layoutBarcode({ symbology, code, box, figures, moduleWidth, dpi, element });
    layout.items.push(placed.item);
    layout.warnings.push(...placed.warnings);
    if (fontSize) placeFigures(placed.item, fontSize, box, context);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, error.message, { ...error.details, field: `elements.${element}` });
  }
}

function codeOf({ source }: Of<'barcode'>, { data }: Context): string {
  if ('literal' in source) return source.literal;
  const code = (data[source.binding] ?? '').trim();
  if (code !== '') return code;
  const details = { reason: 'value-missing', binding: source.binding };
  throw new AppError('invalid', `The barcode has no value for ${source.binding}`, details);
}

/** The code below its bars: between the guard bars for codes of the till, else in one line across the box. */
function placeFigures(item: BarcodeItem, fontSize: number, box: DotRect, context: Context): void {
  const row = { ...box, y: box.y + box.height - fontSize, height: fontSize };
  const shape = retailShape(item.symbology, item.code);
  if (!shape) {
    const style = {
      fontSize: fontSize / dotsPerMm(context.layout.dpi),
      lines: 1,
      bold: false,
      align: 'center',
    } as const;
    return placeText(style, item.code, row, context);
  }
  const y = item.y + item.height + Math.ceil(fontSize / 6);
  const parts = shape.figures.map((part) => ({ ...part, width: (part.to - part.from) * item.module }));
  const size = Math.min(...parts.map((part) => Math.floor(part.width / textWidth(part.text, 1, false))), fontSize);
  for (const { text, from, width, align } of parts) {
    const room = { x: item.x + from * item.module, y, width, height: size };
    context.layout.items.push(textRun(text, room, { fontSize: size, bold: false, align }));
  }
}
