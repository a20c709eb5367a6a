/** The longer side of a kept picture, pixels: sharp on a page and a label, light on the line. */
const LONGEST = 1600;
const QUALITY = 0.88;

function drawn(image: ImageBitmap): Promise<Blob | null> {
  const by = Math.min(1, LONGEST / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.width * by));
  canvas.height = Math.max(1, Math.round(image.height * by));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/webp', QUALITY));
}

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  // In slices: a function takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

/**
 * A picture no larger than screens need, as WebP in base64; null for a file that is none. It is drawn anew, so that what a camera wrote
 * beside it (place, time) stays out.
 */
export async function scaledPicture(file: Blob): Promise<{ type: 'image/webp'; bytes: string } | null> {
  const image = await createImageBitmap(file).catch(() => null);
  const blob = image && (await drawn(image));
  return blob?.type === 'image/webp' ? { type: 'image/webp', bytes: await base64Of(blob) } : null;
}
