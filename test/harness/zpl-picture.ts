import { PDFDocument } from 'pdf-lib';
import { getApi } from 'zpl-renderer-js';
import type { Picture } from './barcode-reader';
import { renderPdf } from './barcode-reader';

/** Width and height in mm. */
interface Size {
  width: number;
  height: number;
}

/** What a Zebra printer of 8 dots a millimetre would print, as a PNG file: drawn by an independent interpreter of ZPL. */
export async function zplPicture(zpl: string, { width, height }: Size): Promise<Uint8Array> {
  const api = await getApi();
  return new Uint8Array(Buffer.from(await api.zplToBase64Async(zpl, width, height, 8), 'base64'));
}

/** The same as pixels, one a dot. */
export async function zplPixels(zpl: string, size: Size): Promise<Picture> {
  const document = await PDFDocument.create();
  const image = await document.embedPng(await zplPicture(zpl, size));
  document.addPage([image.width, image.height]).drawImage(image);
  const [picture] = await renderPdf(await document.save(), 72);
  if (!picture) throw new Error('no page');
  return picture;
}
