/** A width in percent that looks like text of varying length, yet is the same at every drawing. */
export function skeletonWidth(row: number, column: number): number {
  const scattered = Math.abs(Math.sin(row * 12.9898 + column * 78.233)) * 43_758.5453;
  return Math.round(36 + (scattered % 1) * 44);
}
