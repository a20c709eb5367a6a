const marks: readonly { type: string; at: number; bytes: readonly number[] | string }[] = [
  { type: 'image/png', at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/gif', at: 0, bytes: 'GIF8' },
  { type: 'image/webp', at: 8, bytes: 'WEBP' },
  { type: 'image/avif', at: 4, bytes: 'ftypavif' },
];

/** How a drawing begins, after what may stand before it. */
const drawing = /^\uFEFF?\s*(<\?xml[^>]*\?>\s*)?(<!--[^]*?-->\s*)*<svg[\s>]/;

/**
 * The type of a picture by its first bytes, or null when it is none. An SVG drawing is one only because it is served with a policy
 * that lets it run and load nothing, and because pages show it as an image.
 */
export function pictureType(content: Uint8Array): string | null {
  const found = marks.find(({ at, bytes }) => {
    const wanted = Buffer.from(bytes);
    return Buffer.from(content.subarray(at, at + wanted.length)).equals(wanted);
  });
  if (found) return found.type;
  return drawing.test(Buffer.from(content.subarray(0, 1024)).toString('utf8')) ? 'image/svg+xml' : null;
}
