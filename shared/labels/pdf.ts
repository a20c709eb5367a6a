import type { PDFFont, PDFOperator, PDFPage } from 'pdf-lib';
import {
  concatTransformationMatrix,
  fill,
  PDFDocument,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
  StandardFonts,
} from 'pdf-lib';
import { AppError } from '../kernel/errors';
import { assertNever } from '../kernel/assert';
import { dotsPerMm } from './dots';
import { BASELINE } from './text/label-font';
import type { DotRect, LabelLayout, LayoutItem, TextRun } from './label-layout';
import { outline } from './outline';
import { textPieces } from './text/text-pieces';

const POINTS_PER_MM = 72 / 25.4;

interface Fonts {
  regular: PDFFont;
  bold: PDFFont;
}

interface Canvas {
  page: PDFPage;
  fonts: Fonts;
  /** Height of the page and of one dot, in points. */
  height: number;
  dot: number;
}

/**
 * Labels as a PDF, one page each, exactly as large as the label; bars are vector rectangles on the printer's dots. Text
 * is Helvetica, which every viewer and printer has; for a character that it lacks an empty box is drawn.
 * The bytes depend on the labels only. Throws `invalid` when there is no label.
 */
export async function labelsPdf(layouts: readonly LabelLayout[]): Promise<Uint8Array> {
  if (layouts.length === 0) throw new AppError('invalid', 'There is no label to print', { field: 'labels' });
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setTitle(layouts[0]?.name ?? '');
  document.setCreator('Backroom');
  const fonts = {
    regular: await document.embedFont(StandardFonts.Helvetica),
    bold: await document.embedFont(StandardFonts.HelveticaBold),
  };
  for (const layout of layouts) drawLabel(document, layout, fonts);
  return document.save();
}

function drawLabel(document: PDFDocument, layout: LabelLayout, fonts: Fonts): void {
  const height = layout.size.height * POINTS_PER_MM;
  const page = document.addPage([layout.size.width * POINTS_PER_MM, height]);
  const canvas = { page, fonts, height, dot: POINTS_PER_MM / dotsPerMm(layout.dpi) };
  for (const item of layout.items) drawItem(item, canvas);
}

function drawItem(item: LayoutItem, canvas: Canvas): void {
  switch (item.kind) {
    case 'text':
      return drawText(item, canvas);
    case 'barcode':
      return fillRects(item.bars, canvas);
    case 'line':
      return fillRects([item], canvas);
    case 'box':
      return fillRects(outline(item, item.thickness), canvas);
    default:
      return assertNever(item);
  }
}

function drawText(run: TextRun, canvas: Canvas): void {
  const { page, fonts, height, dot } = canvas;
  const y = height - (run.y + run.fontSize * BASELINE) * dot;
  const font = run.bold ? fonts.bold : fonts.regular;
  for (const piece of textPieces(run)) {
    if (piece.missing) fillRects(outline(piece.box, piece.thickness), canvas);
    else page.drawText(piece.text, { x: piece.x * dot, y, size: run.fontSize * dot, font });
  }
}

/** Fills rectangles given in whole dots; the matrix turns dots from the top left into points from the bottom left. */
function fillRects(rects: readonly DotRect[], { page, height, dot }: Canvas): void {
  const drawn: PDFOperator[] = rects.map((rect) => rectangle(rect.x, rect.y, rect.width, rect.height));
  const toPoints = concatTransformationMatrix(dot, 0, 0, -dot, 0, height);
  page.pushOperators(pushGraphicsState(), toPoints, ...drawn, fill(), popGraphicsState());
}
