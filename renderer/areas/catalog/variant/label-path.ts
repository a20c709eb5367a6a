/** The right to print labels. */
export const PRINT = 'labels.label.print';

/** Where labels of an article are printed; `code` chooses one of its barcodes. */
export function labelPath(variantId: string, code?: string): string {
  const query = new URLSearchParams({ variantId, ...(code ? { code } : {}) });
  return `/labels/print?${query.toString()}`;
}
