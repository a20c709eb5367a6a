import type { Picture } from '../../test/harness/barcode-reader';
import { readBarcodes, renderPdf } from '../../test/harness/barcode-reader';
import { barcodeDesign, sampleCodes } from '../../test/harness/label-samples';
import { builtInDesigns, productLabel } from './built-in-designs';
import { layoutLabel } from './layout';
import { labelsPdf } from './pdf';

const data = {
  name: 'Größe XL & Söhne',
  price: '12,95 €',
  sku: '85099B',
  unitPrice: '1 St.',
  barcode: '4006381333931',
};

const pdfOf = (code: string, symbology: (typeof sampleCodes)[number]['symbology']) =>
  labelsPdf([layoutLabel(barcodeDesign(symbology), { code })]);

test.each(sampleCodes)(
  '$symbology is read back by an independent decoder',
  async ({ symbology, code, format, text }) => {
    expect(await readBarcodes(await pdfOf(code, symbology))).toEqual([{ text, format }]);
  },
);

test('the decoder tells one code from another', async () => {
  const [read] = await readBarcodes(await pdfOf('4006381333948', 'ean13'));
  expect(read?.text).toBe('4006381333948');
});

test.each(builtInDesigns.map((design) => [design.name, design] as const))(
  '%s prints its barcode',
  async (_, design) => {
    const pdf = await labelsPdf([layoutLabel(design, data)]);
    expect(await readBarcodes(pdf)).toEqual([{ text: data.barcode, format: 'EAN13' }]);
  },
);

test.each([203, 300, 600] as const)('at %i dpi every dot of the PDF is a dot of the layout', async (dpi) => {
  const layout = layoutLabel(barcodeDesign('ean13', false), { code: '4006381333931' }, dpi);
  const perMm = dpi === 203 ? 8 : dpi / 25.4;
  const [picture] = await renderPdf(await labelsPdf([layout]), perMm * 25.4);
  const barcode = layout.items[0];
  if (barcode?.kind !== 'barcode') throw new Error('no barcode');
  const row = barcode.y + Math.floor(barcode.height / 2);
  const expected = Array.from({ length: layout.width }, (_, x) =>
    barcode.bars.some((bar) => x >= bar.x && x < bar.x + bar.width) ? 1 : 0,
  );
  expect(rowOf(picture!, row).slice(0, layout.width)).toEqual(expected);
});

test('a page is exactly as large as its label, and each label has one', async () => {
  const layouts = builtInDesigns.map((design) => layoutLabel(design, data));
  const pages = await renderPdf(await labelsPdf(layouts), 254);
  expect(pages.map(({ width, height }) => [width / 10, height / 10])).toEqual([
    [57, 32],
    [70, 38],
    [40, 20],
  ]);
});

test('a character that the font lacks becomes a visible box', async () => {
  const inked = async (name: string) => {
    const [picture] = await renderPdf(await labelsPdf([layoutLabel(productLabel, { ...data, name })]), 203);
    return Array.from({ length: 70 }, (_, y) => rowOf(picture!, y))
      .flat()
      .filter(Boolean).length;
  };
  expect(await inked('字')).toBeGreaterThan((await inked('.')) + 20);
});

test('the same labels give the same bytes', async () => {
  const layout = layoutLabel(productLabel, data);
  expect(Buffer.from(await labelsPdf([layout])).equals(Buffer.from(await labelsPdf([layout])))).toBe(true);
});

test('no label, no PDF', async () => {
  await expect(labelsPdf([])).rejects.toMatchObject({ code: 'invalid', details: { field: 'labels' } });
});

/** A line of pixels: 1 dark, 0 light. */
function rowOf({ width, data: pixels }: Picture, y: number): number[] {
  return Array.from({ length: width }, (_, x) => ((pixels[(y * width + x) * 4] ?? 255) < 128 ? 1 : 0));
}
