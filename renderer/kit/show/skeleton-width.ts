/** A width in percent that looks like text of varying length, yet is the same at every drawing. */
export function skeletonWidth(row: number, column: number): number {
  return 38 + ((row * 37 + column * 53 + row * column * 11) % 45);
}
