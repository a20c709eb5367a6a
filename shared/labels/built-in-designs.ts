import type { LabelDesign } from './label-design';

const text = { bold: false, align: 'left', lines: 1 } as const;

/** 57 × 32 mm, the most common roll for goods: name, price, barcode. */
export const productLabel: LabelDesign = {
  name: 'Product 57 × 32 mm',
  purpose: 'product',
  size: { width: 57, height: 32 },
  dpi: 203,
  elements: [
    { kind: 'field', binding: 'name', x: 2, y: 1.5, width: 53, height: 7.5, ...text, fontSize: 3.5, lines: 2 },
    {
      kind: 'field',
      binding: 'price',
      x: 24,
      y: 9.5,
      width: 31,
      height: 5,
      ...text,
      fontSize: 5,
      bold: true,
      align: 'right',
    },
    { kind: 'field', binding: 'sku', x: 2, y: 11.5, width: 21, height: 2.5, ...text, fontSize: 2.5 },
    {
      kind: 'barcode',
      x: 1,
      y: 15.5,
      width: 55,
      height: 15.5,
      symbology: 'auto',
      source: { binding: 'barcode' },
      moduleWidth: 3,
      humanReadable: true,
    },
  ],
};

/** 70 × 38 mm for the shelf edge: the price large, the code small. */
export const shelfLabel: LabelDesign = {
  name: 'Shelf 70 × 38 mm',
  purpose: 'shelf',
  size: { width: 70, height: 38 },
  dpi: 203,
  elements: [
    {
      kind: 'field',
      binding: 'name',
      x: 2,
      y: 2,
      width: 66,
      height: 9.5,
      ...text,
      fontSize: 4.5,
      bold: true,
      lines: 2,
    },
    { kind: 'line', x: 2, y: 12.5, width: 66, height: 0.25 },
    {
      kind: 'field',
      binding: 'price',
      x: 28,
      y: 14,
      width: 40,
      height: 10,
      ...text,
      fontSize: 10,
      bold: true,
      align: 'right',
    },
    {
      kind: 'field',
      binding: 'unitPrice',
      x: 28,
      y: 24.5,
      width: 40,
      height: 3,
      ...text,
      fontSize: 2.5,
      align: 'right',
    },
    { kind: 'field', binding: 'sku', x: 2, y: 15, width: 24, height: 3, ...text, fontSize: 3 },
    {
      kind: 'barcode',
      x: 1,
      y: 28,
      width: 68,
      height: 9,
      symbology: 'auto',
      source: { binding: 'barcode' },
      moduleWidth: 3,
      humanReadable: true,
    },
  ],
};

/** 40 × 20 mm for small goods: one line and the barcode. */
export const smallLabel: LabelDesign = {
  name: 'Small 40 × 20 mm',
  purpose: 'product',
  size: { width: 40, height: 20 },
  dpi: 203,
  elements: [
    { kind: 'field', binding: 'name', x: 1.5, y: 0.8, width: 25, height: 4.6, ...text, fontSize: 2.2, lines: 2 },
    {
      kind: 'field',
      binding: 'price',
      x: 26.5,
      y: 1,
      width: 12,
      height: 3,
      ...text,
      fontSize: 3,
      bold: true,
      align: 'right',
    },
    {
      kind: 'barcode',
      x: 0.5,
      y: 5.5,
      width: 39,
      height: 13.5,
      symbology: 'auto',
      source: { binding: 'barcode' },
      moduleWidth: 2,
      humanReadable: true,
    },
  ],
};

/** The designs that every shop has from the first day. */
export const builtInDesigns: readonly LabelDesign[] = [productLabel, shelfLabel, smallLabel];
