import fc from 'fast-check';
import { barcodeDesign, sampleCodes } from '../../test/harness/label-samples';
import { builtInDesigns, productLabel, smallLabel } from './built-in-designs';
import { leastModule, quietZone } from './codes/symbol-size';
import { dotsPerMm, resolutions } from './dots';
import type { LabelDesign } from './label-design';
import type { BarcodeItem, LabelLayout } from './label-layout';
import { layoutLabel } from './layout';

const data = { name: 'Tin', price: '1,00 €', sku: 'A-1', unitPrice: '1 €/St.', barcode: '4006381333931' };

const barcodeOf = (layout: LabelLayout): BarcodeItem => {
  const found = layout.items.find((item) => item.kind === 'barcode');
  if (found?.kind !== 'barcode') throw new Error('no barcode');
  return found;
};

const errorOf = (design: LabelDesign, values: Record<string, string>): unknown => {
  try {
    layoutLabel(design, values);
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

const narrow = (design: LabelDesign, size: { width?: number; height?: number }): LabelDesign => ({
  ...design,
  elements: design.elements.map((element) => ({ ...element, ...size })),
});

test('the built-in designs print an everyday product without a warning that matters', () => {
  const warnings = builtInDesigns.map((design) => layoutLabel(design, data).warnings.map(({ kind }) => kind));
  expect(warnings).toEqual([[], [], ['module-below-standard']]);
});

test('EAN-13 at three dots a module: the exact first and last bars', () => {
  const { x, y, height, width, module, bars } = barcodeOf(layoutLabel(productLabel, data));
  expect({ x, y, width, height, module, count: bars.length }).toEqual({
    x: 91,
    y: 124,
    width: 285,
    height: 100,
    module: 3,
    count: 30,
  });
  // Guard bars 1 0 1, five modules longer than the rest, and 0 0 0 1 1 0 1 for the first figure.
  expect(bars.slice(0, 3)).toEqual([
    { x: 91, y: 124, width: 3, height: 115 },
    { x: 97, y: 124, width: 3, height: 115 },
    { x: 109, y: 124, width: 6, height: 100 },
  ]);
  expect(bars.at(-1)).toEqual({ x: 373, y: 124, width: 3, height: 115 });
});

test.each(sampleCodes)(
  '$symbology: whole modules in whole dots, quiet zones inside the box, at every resolution',
  (sample) => {
    fc.assert(
      fc.property(
        fc.constantFrom(...resolutions),
        fc.integer({ min: 1, max: 8 }),
        fc.boolean(),
        (dpi, wish, figures) => {
          const design = barcodeDesign(sample.symbology, figures);
          const element = { ...design.elements[0]!, moduleWidth: wish } as LabelDesign['elements'][number];
          const item = barcodeOf(layoutLabel({ ...design, elements: [element] }, { code: sample.code }, dpi));
          const quiet = quietZone(sample.symbology);
          const matrix = sample.symbology === 'qrcode' || sample.symbology === 'datamatrix';
          expect(Number.isInteger(item.module)).toBe(true);
          expect(item.module / dotsPerMm(dpi)).toBeGreaterThanOrEqual(leastModule(sample.symbology) - 1e-9);
          const onGrid = item.bars.every((bar) => {
            const whole = Object.values(bar).every(Number.isInteger);
            const columns = (bar.x - item.x) % item.module === 0 && bar.width % item.module === 0;
            const rows = !matrix || ((bar.y - item.y) % item.module === 0 && bar.height === item.module);
            return whole && columns && rows;
          });
          expect(onGrid).toBe(true);
          const box = { left: 2 * dotsPerMm(dpi), right: 98 * dotsPerMm(dpi) };
          expect(item.x - quiet.left * item.module).toBeGreaterThanOrEqual(Math.round(box.left));
          expect(item.x + item.width + quiet.right * item.module).toBeLessThanOrEqual(Math.round(box.right));
          expect(Math.max(...item.bars.map((bar) => bar.x + bar.width))).toBe(item.x + item.width);
        },
      ),
      { numRuns: 60 },
    );
  },
);

test('a barcode too wide for its box takes a smaller module and says so', () => {
  const layout = layoutLabel(narrow(barcodeDesign('ean13'), { width: 35 }), { code: data.barcode });
  expect(barcodeOf(layout).module).toBe(2);
  expect(layout.warnings).toEqual([
    { element: 0, kind: 'module-reduced', wanted: 0.38, used: 0.25 },
    { element: 0, kind: 'module-below-standard', used: 0.25, standard: 0.264 },
  ]);
});

test.each([
  ['width', narrow(barcodeDesign('ean13'), { width: 25 }), { needed: 28.25, room: 25 }],
  ['height', narrow(barcodeDesign('qrcode', false), { height: 7 }), { needed: 7.25, room: 7 }],
  ['height', narrow(barcodeDesign('ean13', false), { height: 2 }), { needed: 2.88, room: 2 }],
])('one that does not fit even so is an error with the %s needed', (side, design, sizes) => {
  expect(errorOf(design, { code: '4006381333931' })).toMatchObject({
    code: 'invalid',
    details: { field: 'elements.0', reason: 'no-room', side, ...sizes },
  });
});

test('bars that people would have to aim at are said', () => {
  const layout = layoutLabel(narrow(barcodeDesign('code128', false), { height: 4 }), { code: 'A-1' });
  expect(layout.warnings).toEqual([{ element: 0, kind: 'bars-short', height: 4, standard: 5 }]);
});

test('a long code on the small label is refused rather than clipped', () => {
  expect(errorOf(smallLabel, { barcode: 'A-LONG-INTERNAL-CODE-85099B' })).toMatchObject({
    details: { field: 'elements.2', reason: 'no-room', symbology: 'code128' },
  });
});

test('a barcode without value, or with a wrong one, is an error that names the element', () => {
  expect(errorOf(productLabel, { ...data, barcode: ' ' })).toMatchObject({
    code: 'invalid',
    details: { field: 'elements.3', reason: 'value-missing', binding: 'barcode' },
  });
  expect(errorOf(barcodeDesign('ean13'), { code: '4006381333932' })).toMatchObject({
    details: { field: 'elements.0', reason: 'check-digit', expected: '1' },
  });
});

test('text that does not fit is shrunk, then cut, and each is said', () => {
  const kinds = (name: string) => layoutLabel(productLabel, { ...data, name }).warnings.map(({ kind }) => kind);
  expect(kinds('Tin')).toEqual([]);
  expect(kinds('RED RETROSPOT JUMBO BAG WITH WHITE DOTS AND LINING')).toEqual(['text-shrunk']);
  expect(kinds('RED RETROSPOT JUMBO BAG '.repeat(6))).toEqual(['text-shrunk', 'text-cut']);
});

test('the warning of a cut keeps the whole text', () => {
  const name = 'RED RETROSPOT JUMBO BAG '.repeat(6);
  const warning = layoutLabel(productLabel, { ...data, name }).warnings.find(({ kind }) => kind === 'text-cut');
  expect(warning).toMatchObject({ element: 0, text: name });
  expect(warning?.kind === 'text-cut' && warning.printed).toMatch(/…$/);
});

test('a missing value and missing characters are said, not printed as something else', () => {
  const layout = layoutLabel(productLabel, { name: 'Żurek', barcode: data.barcode });
  expect(layout.warnings).toEqual([
    { element: 0, kind: 'characters-missing', characters: 'Ż' },
    { element: 1, kind: 'value-missing', binding: 'price' },
    { element: 2, kind: 'value-missing', binding: 'sku' },
  ]);
});

test('everything stays on the label, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.constantFrom(...builtInDesigns), (name, design) => {
      const layout = layoutLabel(design, { ...data, name, price: name, sku: name });
      const outside = layout.items.filter((item) => {
        const [right, bottom] = [layout.width - item.x - item.width, layout.height - item.y - item.height];
        const wide = item.kind === 'text' && item.textWidth > item.width;
        return Math.min(item.x, item.y, right, bottom) < 0 || wide;
      });
      expect(outside).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
