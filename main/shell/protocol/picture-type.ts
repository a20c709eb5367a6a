const marks: readonly { type: string; at: number; bytes: readonly number[] | string }[] = [
  { type: 'image/png', at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/gif', at: 0, bytes: 'GIF8' },
  { type: 'image/webp', at: 8, bytes: 'WEBP' },
  { type: 'image/avif', at: 4, bytes: 'ftypavif' },
];

/** The type of a picture by its first bytes, or null when it is none that can do no harm. SVG can, so it is not among them. */
export function pictureType(content: Uint8Array): string | null {
  const found = marks.find(({ at, bytes }) => {
    const wanted = Buffer.from(bytes);
    return Buffer.from(content.subarray(at, at + wanted.length)).equals(wanted);
  });
  return found?.type ?? null;
}
