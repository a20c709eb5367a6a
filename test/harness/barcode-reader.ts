import { readFile } from 'node:fs/promises';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { prepareZXingModule, readBarcodes as readImage } from 'zxing-wasm/reader';

/** A barcode as an independent decoder (ZXing) read it. `format` is its name there: `EAN13`, `Code128`, `QRCode` … */
export interface ReadBarcode {
  text: string;
  format: string;
}

/** Pixels, four bytes each: red, green, blue, alpha. */
export interface Picture {
  width: number;
  height: number;
  data: Uint8ClampedArray<ArrayBuffer>;
}

let ready: Promise<unknown> | undefined;

/** The decoder would fetch its program from the network; the one in the package is used instead. */
function decoder(): Promise<unknown> {
  ready ??= readFile(require.resolve('zxing-wasm/reader/zxing_reader.wasm')).then((file) => {
    const wasmBinary = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength);
    return prepareZXingModule({ overrides: { wasmBinary: wasmBinary }, fireImmediately: true });
  });
  return ready;
}

/** Every barcode on every page of a PDF, rendered to pixels at `dpi`. */
export async function readBarcodes(pdf: Uint8Array, dpi = 406): Promise<ReadBarcode[]> {
  const pages = await renderPdf(pdf, dpi);
  const found = await Promise.all(pages.map(readPicture));
  return found.flat();
}

/** Every barcode in a picture: pixels, or the bytes of a PNG file. */
export async function readPicture(picture: Picture | Uint8Array): Promise<ReadBarcode[]> {
  await decoder();
  const input = picture instanceof Uint8Array ? picture : { ...picture, colorSpace: 'srgb' as const };
  const results = await readImage(input, { tryHarder: true, tryInvert: false });
  return results.filter(({ isValid }) => isValid).map(({ text, format }) => ({ text, format }));
}

/** The pages of a PDF as pixels, by PDFium, the engine that also prints PDFs in Chromium. */
export async function renderPdf(pdf: Uint8Array, dpi: number): Promise<Picture[]> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(pdf);
    const pictures: Picture[] = [];
    for (const page of document.pages()) {
      const { originalWidth, originalHeight } = page.getOriginalSize();
      const size = { width: Math.round((originalWidth * dpi) / 72), height: Math.round((originalHeight * dpi) / 72) };
      const { width, height, data } = await page.render({ ...size, scale: 1, render: 'bitmap' });
      // PDFium gives blue, green, red, alpha.
      const pixels = new Uint8ClampedArray(data);
      for (let i = 0; i < pixels.length; i += 4) [pixels[i], pixels[i + 2]] = [pixels[i + 2]!, pixels[i]!];
      pictures.push({ width, height, data: pixels });
    }
    document.destroy();
    return pictures;
  } finally {
    library.destroy();
  }
}
