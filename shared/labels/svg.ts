import { assertNever } from '../kernel/assert';
import { BASELINE } from './text/label-font';
import type { DotRect, LabelLayout, LayoutItem, TextRun } from './label-layout';
import { outline } from './outline';
import { textPieces } from './text/text-pieces';

/**
 * The label as a picture of what comes out: the same rectangles and text boxes, one unit a printer dot, in its true size
 * in mm. All data is escaped and there is no style, script or reference in it, so it is safe under any content policy.
 */
export function labelSvg(layout: LabelLayout): string {
  const { width, height, size } = layout;
  const items = layout.items.map(itemSvg).join('');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}mm" height="${size.height}mm" ` +
    `viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(layout.name)}">` +
    `<path fill="#fff" d="${rectPath({ x: 0, y: 0, width, height })}"/>${items}</svg>`
  );
}

function itemSvg(item: LayoutItem): string {
  switch (item.kind) {
    case 'text':
      return textSvg(item);
    case 'barcode':
      return pathSvg(item.bars);
    case 'line':
      return pathSvg([item]);
    case 'box':
      return pathSvg(outline(item, item.thickness));
    default:
      return assertNever(item);
  }
}

/** `textLength` keeps the line as wide as it was laid out, whatever font the machine has. */
function textSvg(run: TextRun): string {
  const y = Math.round(run.y + run.fontSize * BASELINE);
  const weight = run.bold ? ' font-weight="bold"' : '';
  return textPieces(run)
    .map((piece) => {
      if (piece.missing) return pathSvg(outline(piece.box, piece.thickness));
      return (
        `<text x="${piece.x}" y="${y}" font-family="Helvetica, Arial, sans-serif" font-size="${run.fontSize}"${weight} ` +
        `textLength="${piece.width}" lengthAdjust="spacingAndGlyphs" xml:space="preserve">${escapeXml(piece.text)}</text>`
      );
    })
    .join('');
}

const pathSvg = (rects: DotRect[]) =>
  `<path fill="#000" shape-rendering="crispEdges" d="${rects.map(rectPath).join('')}"/>`;

const rectPath = ({ x, y, width, height }: DotRect) => `M${x} ${y}h${width}v${height}h-${width}z`;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeXml = (text: string) => text.replace(/[&<>"']/g, (char) => entities[char] ?? '');
