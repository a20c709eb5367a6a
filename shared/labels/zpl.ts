import { AppError } from '../kernel/errors';
import { assertNever } from '../kernel/assert';
import { planCode128 } from './codes/code128';
import { gs1ElementString } from './codes/gs1';
import { utf8 } from './codes/utf8';
import type { BarcodeItem, LabelLayout, LayoutItem, TextRun } from './label-layout';

/**
 * The label as ZPL II for Zebra printers and those that speak like them. Every value goes through `zplField`, so no
 * product data can ever be a printer command. Barcodes are the printer's own, at the module width of the layout.
 * `copies` is 1 to 9999; throws `invalid` beyond that.
 */
export function labelZpl(layout: LabelLayout, copies = 1): string {
  if (!Number.isInteger(copies) || copies < 1 || copies > 9999)
    throw new AppError('invalid', 'Copies must be 1 to 9999', { field: 'copies' });
  return [
    '^XA',
    '^CI28',
    `^PW${layout.width}`,
    `^LL${layout.height}`,
    '^LH0,0',
    ...layout.items.map(itemZpl),
    `^PQ${copies},0,0,N`,
    '^XZ',
    '',
  ].join('\n');
}

/**
 * Data as a ZPL field: `^FH^FD…^FS` with all but letters, digits and a few harmless signs as hexadecimal UTF-8 bytes, so
 * that neither `^` nor `~` nor a control character can come from data.
 */
export function zplField(data: string): string {
  const bytes = utf8(data).map((byte) => {
    const char = String.fromCharCode(byte);
    return SAFE.test(char) ? char : `_${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return `^FH_^FD${bytes.join('')}^FS`;
}

const SAFE = /^[A-Za-z0-9 .,:;/()+*=%$<>!-]$/;

function itemZpl(item: LayoutItem): string {
  switch (item.kind) {
    case 'text':
      return textZpl(item);
    case 'line':
      return `^FO${item.x},${item.y}^GB${item.width},${item.height},${Math.min(item.width, item.height)}^FS`;
    case 'box':
      return `^FO${item.x},${item.y}^GB${item.width},${item.height},${item.thickness}^FS`;
    case 'barcode':
      return barcodeZpl(item);
    default:
      return assertNever(item);
  }
}

/**
 * Font 0 is on every printer and narrower than the font that we measured with, so a fitted line always fits. Bold is
 * printed twice, one dot apart. Only lines that are not left-aligned need a text block, since only the printer knows the
 * exact width of its font; in a block the backslash is a sign of its own and is doubled.
 */
function textZpl(run: TextRun): string {
  const font = `^A0N,${run.fontSize},${run.fontSize}`;
  const strike = (x: number) => {
    if (run.align === 'left') return `^FO${x},${run.y}${font}${zplField(run.text)}`;
    const block = `^FB${run.width},1,0,${run.align === 'right' ? 'R' : 'C'},0`;
    return `^FO${x},${run.y}${font}${block}${zplField(run.text.replaceAll('\\', '\\\\'))}`;
  };
  return run.bold ? strike(run.x) + strike(run.x + 1) : strike(run.x);
}

/** Lifts a QR code: printers draw it lower than told, by the bar height that `^BY` has set. */
const QR_DROP = 10;

function barcodeZpl(item: BarcodeItem): string {
  const { symbology, code, module, height } = item;
  const at = (ratio: number, command: string, data: string) =>
    `^FO${item.x},${item.y}^BY${module},${ratio},${height}${command}${zplField(data)}`;
  switch (symbology) {
    case 'code128':
      return at(3, `^BCN,${height},N,N,N,N`, planCode128(code).zpl);
    case 'gs1-128':
      return at(3, `^BCN,${height},N,N,N,N`, planCode128(gs1ElementString(code)).zpl);
    // Printers add the check digit of these three themselves.
    case 'ean13':
      return at(3, `^BEN,${height},N,N`, code.slice(0, -1));
    case 'ean8':
      return at(3, `^B8N,${height},N,N`, code.slice(0, -1));
    case 'upca':
      return at(3, `^BUN,${height},N,N,N`, code.slice(0, -1));
    case 'itf14':
      return at(3, `^B2N,${height},N,N,N`, code);
    case 'code39':
      return at(3, `^B3N,N,${height},N,N`, code);
    case 'qrcode':
      return `^FO${item.x},${item.y - QR_DROP}^BY${module},3,${QR_DROP}^BQN,2,${module}${zplField(`MA,${code}`)}`;
    case 'datamatrix':
      return dataMatrixZpl(item);
    default:
      return assertNever(symbology);
  }
}

/** Any of these may start an escape in Data Matrix data; one that the code does not hold keeps the code as it is. */
const ESCAPES = ['!', '#', '$', '%', '&', '*', '+', '=', '?', '@', '|'] as const;

/** The size in modules is said, so that the printer takes the one laid out. */
function dataMatrixZpl(item: BarcodeItem): string {
  const [columns, rows] = [item.width / item.module, item.height / item.module];
  const free = ESCAPES.find((char) => !item.code.includes(char));
  // A code that holds them all has its exclamation marks escaped by their number.
  const [escape, data] = free ? [free, item.code] : ['!', item.code.replaceAll('!', '!d033')];
  return `^FO${item.x},${item.y}^BXN,${item.module},200,${columns},${rows},6,${escape},1${zplField(data)}`;
}
