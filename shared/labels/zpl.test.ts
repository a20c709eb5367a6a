import fc from 'fast-check';
import type { Picture } from '../../test/harness/barcode-reader';
import { readPicture } from '../../test/harness/barcode-reader';
import { barcodeDesign, sampleCodes } from '../../test/harness/label-samples';
import { zplPicture, zplPixels } from '../../test/harness/zpl-picture';
import { productLabel, shelfLabel, smallLabel } from './built-in-designs';
import type { DotRect } from './label-layout';
import { layoutLabel } from './layout';
import { labelZpl, zplField } from './zpl';

/** The whole proof is 200,000 strings; a working day's run takes fewer. */
const runs = Number(process.env.LABEL_FUZZ_RUNS ?? 5000);

const data = {
  name: 'Größe ^XA~JR',
  price: '12,95 €',
  sku: '85099B',
  unitPrice: '1 St.',
  barcode: '4006381333931',
};

const productZpl = `^XA
^CI28
^PW456
^LL256
^LH0,0
^FO16,12^A0N,28,28^FH_^FDGr_C3_B6_C3_9Fe _5EXA_7EJR^FS
^FO192,76^A0N,40,40^FB248,1,0,R,0^FH_^FD12,95 _E2_82_AC^FS^FO193,76^A0N,40,40^FB248,1,0,R,0^FH_^FD12,95 _E2_82_AC^FS
^FO16,92^A0N,20,20^FH_^FD85099B^FS
^FO91,124^BY3,3,100^BEN,100,N,N^FH_^FD400638133393^FS
^FO58,228^A0N,20,20^FB30,1,0,R,0^FH_^FD4^FS
^FO100,228^A0N,20,20^FB126,1,0,C,0^FH_^FD006381^FS
^FO241,228^A0N,20,20^FB126,1,0,C,0^FH_^FD333931^FS
^PQ2,0,0,N
^XZ
`;

const shelfZpl = `^XA
^CI28
^PW560
^LL304
^LH0,0
^FO16,16^A0N,36,36^FH_^FDGr_C3_B6_C3_9Fe _5EXA_7EJR^FS^FO17,16^A0N,36,36^FH_^FDGr_C3_B6_C3_9Fe _5EXA_7EJR^FS
^FO16,100^GB528,2,2^FS
^FO224,112^A0N,80,80^FB320,1,0,R,0^FH_^FD12,95 _E2_82_AC^FS^FO225,112^A0N,80,80^FB320,1,0,R,0^FH_^FD12,95 _E2_82_AC^FS
^FO224,196^A0N,20,20^FB320,1,0,R,0^FH_^FD1 St.^FS
^FO16,120^A0N,24,24^FH_^FD85099B^FS
^FO143,224^BY3,3,51^BEN,51,N,N^FH_^FD400638133393^FS
^FO110,278^A0N,18,18^FB30,1,0,R,0^FH_^FD4^FS
^FO152,278^A0N,18,18^FB126,1,0,C,0^FH_^FD006381^FS
^FO293,278^A0N,18,18^FB126,1,0,C,0^FH_^FD333931^FS
^PQ1,0,0,N
^XZ
`;

const smallZpl = `^XA
^CI28
^PW320
^LL160
^LH0,0
^FO12,6^A0N,18,18^FH_^FDGr_C3_B6_C3_9Fe _5EXA_7EJR^FS
^FO212,8^A0N,24,24^FB96,1,0,R,0^FH_^FD12,95 _E2_82_AC^FS^FO213,8^A0N,24,24^FB96,1,0,R,0^FH_^FD12,95 _E2_82_AC^FS
^FO69,44^BY2,3,84^BEN,84,N,N^FH_^FD400638133393^FS
^FO47,132^A0N,20,20^FB20,1,0,R,0^FH_^FD4^FS
^FO75,132^A0N,20,20^FB84,1,0,C,0^FH_^FD006381^FS
^FO169,132^A0N,20,20^FB84,1,0,C,0^FH_^FD333931^FS
^PQ1,0,0,N
^XZ
`;

test.each([
  ['product, two copies', productLabel, 2, productZpl],
  ['shelf', shelfLabel, 1, shelfZpl],
  ['small', smallLabel, 1, smallZpl],
])('golden: %s', (_name, design, copies, golden) => {
  expect(labelZpl(layoutLabel(design, data), copies)).toBe(golden);
});

const barcodeLines: Record<string, string> = {
  code128: '^BCN,264,N,N,N,N^FH_^FD>:Sku-85099B >=><>0_5F_5C1>5234567^FS',
  ean13: '^BEN,264,N,N^FH_^FD400638133393^FS',
  ean8: '^B8N,264,N,N^FH_^FD9638507^FS',
  upca: '^BUN,264,N,N,N^FH_^FD03600029145^FS',
  itf14: '^B2N,264,N,N,N^FH_^FD15400141288763^FS',
  code39: '^B3N,N,264,N,N^FH_^FDSKU-85/B.$+% 1^FS',
  'gs1-128': '^BCN,264,N,N,N,N^FH_^FD>;>8010952123454321310>6LOT-7>8>52147^FS',
  qrcode: '^BQN,2,3^FH_^FDMA,Gr_C3_B6_C3_9Fe _5EXA_7EJR 12,50 _E2_82_AC^FS',
  datamatrix: '^BXN,3,200,18,18,6,#,1^FH_^FDSku_5F1!d033_7E_5E_5C85099B^FS',
};

test.each(sampleCodes)('$symbology is the printer’s own barcode at the module of the layout', ({ symbology, code }) => {
  const layout = layoutLabel(barcodeDesign(symbology), { code });
  const [barcode] = layout.items;
  if (barcode?.kind !== 'barcode') throw new Error('no barcode');
  const zpl = labelZpl(layout);
  expect(zpl).toContain(barcodeLines[symbology]);
  if (symbology !== 'datamatrix') expect(zpl).toContain(`^BY${barcode.module},`);
});

// The interpreter does not know ^B8 and ^BU, nor the change from subset B to C (code128.test.ts proves that).
const drawn = [
  ...sampleCodes.filter(({ symbology }) => !['ean8', 'upca', 'code128', 'gs1-128'].includes(symbology)),
  { symbology: 'code128', code: 'Sku-85B ~^>_\\', text: 'Sku-85B ~^>_\\' },
  { symbology: 'code128', code: '123456AB', text: '123456AB' },
  { symbology: 'gs1-128', code: '(01)09521234543213(10)LOT-7', text: '(01)09521234543213(10)LOT-7' },
] as const;

test.each(drawn)('an independent printer draws $symbology so that it reads back', async ({ symbology, code, text }) => {
  const design = barcodeDesign(symbology);
  const zpl = labelZpl(layoutLabel(design, { code }));
  const read = await readPicture(await zplPicture(zpl, design.size));
  expect(read.map((found) => found.text)).toEqual([text]);
});

/** The dots of a picture that are dark, as a rectangle in a region: left, top, right, bottom. */
function inkIn({ width, data: pixels }: Picture, region: DotRect): number[] {
  const edges = [Infinity, Infinity, -1, -1];
  for (let y = region.y; y < region.y + region.height; y++)
    for (let x = region.x; x < region.x + region.width; x++)
      if (pixels[(y * width + x) * 4]! < 128)
        [Math.min, Math.min, Math.max, Math.max].forEach((pick, edge) => {
          edges[edge] = pick(edges[edge]!, edge % 2 === 0 ? x : y);
        });
  return edges;
}

test.each(drawn)('the printer’s $symbology stands on the very dots of the layout', async ({ symbology, code }) => {
  const design = barcodeDesign(symbology, false);
  const layout = layoutLabel(design, { code });
  const [item] = layout.items;
  if (item?.kind !== 'barcode') throw new Error('no barcode');
  const picture = await zplPixels(labelZpl(layout), design.size);
  const bottom = Math.max(...item.bars.map((bar) => bar.y + bar.height));
  const whole = { x: 0, y: 0, width: layout.width, height: layout.height };
  expect(inkIn(picture, whole)).toEqual([item.x, item.y, item.x + item.width - 1, bottom - 1]);
  if (symbology === 'qrcode' || symbology === 'datamatrix') return;
  const y = item.y + Math.floor(item.height / 2);
  const dark = Array.from({ length: layout.width }, (_, x) => x).filter(
    (x) => picture.data[(y * picture.width + x) * 4]! < 128,
  );
  const laidOut = item.bars.flatMap((bar) => Array.from({ length: bar.width }, (_, dot) => bar.x + dot));
  expect(dark).toEqual(laidOut);
});

test.each(['left', 'center', 'right'] as const)(
  'text set %s stays in its room in the printer’s font',
  async (align) => {
    for (const text of ['WMWMWMWMWMWM', '99.999,95 €']) {
      const place = { x: 20, y: 10, width: 40, height: 6, fontSize: 6, bold: true, lines: 1 };
      const design = { ...barcodeDesign('auto'), elements: [{ kind: 'text' as const, ...place, align, text }] };
      const layout = layoutLabel(design, {});
      const [left, top, right, bottom] = inkIn(await zplPixels(labelZpl(layout), design.size), {
        x: 0,
        y: 0,
        width: layout.width,
        height: layout.height,
      });
      // Bold is printed once more, one dot to the right.
      expect([left! >= 160, right! <= 480, top! >= 80, bottom! < 128]).toEqual([true, true, true, true]);
      if (align === 'left') expect(left).toBeLessThan(168);
      if (align === 'right') expect(right).toBeGreaterThan(470);
      if (align === 'center') expect(Math.abs(left! + right! - 640)).toBeLessThan(10);
    }
  },
);

test('a Data Matrix with every sign that could start an escape says which one is escaped', () => {
  const zpl = labelZpl(layoutLabel(barcodeDesign('datamatrix'), { code: '!#$%&*+=?@|' }));
  expect(zpl).toContain(',6,!,1^FH_^FD!d033_23$%_26*+=_3F_40_7C^FS');
});

/** The fields of a label, with what a printer makes of their bytes. */
const fieldsOf = (zpl: string) =>
  [...zpl.matchAll(/\^FH_\^FD(.*?)\^FS/gs)].map(([, field]) => {
    const bytes = [...field!.matchAll(/_([0-9A-F]{2})|([^_])/gs)].map(([, hex, char]) =>
      hex ? parseInt(hex, 16) : char!.charCodeAt(0),
    );
    return Buffer.from(bytes).toString('utf8');
  });

/** Text with much of what printers take for commands, and anything else that strings can hold. */
const nasty = fc.oneof(
  fc.string({
    unit: fc.constantFrom('^', '~', '_', 'X', 'Z', 'A', 'F', 'S', '\\', '&', '5', 'E', '\n', '\x00', '\x1b', ' ', 'é'),
  }),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) }),
);

test(`no data ever becomes a command (${runs} strings)`, () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const field = zplField(text);
      if (!/^\^FH_\^FD[A-Za-z0-9 .,:;/()+*=%$<>!_-]*\^FS$/.test(field)) throw new Error(`escaped: ${field}`);
      if (fieldsOf(field)[0] !== Buffer.from(text, 'utf8').toString('utf8')) throw new Error(`changed: ${field}`);
    }),
    { numRuns: runs },
  );
}, 600_000);

test(`whole labels hold our commands only, whatever the product is called (${runs / 50} labels)`, () => {
  const ascii = fc.string({
    unit: fc.integer({ min: 33, max: 126 }).map((code) => String.fromCharCode(code)),
    minLength: 1,
    maxLength: 10,
  });
  const known = /^(XA|CI28|PW|LL|LH|FO|A0N|FB|FH_|FD|FS|BY|BCN|BQN|BXN|PQ1|XZ)/;
  fc.assert(
    fc.property(
      nasty,
      nasty,
      ascii,
      fc.constantFrom('code128', 'qrcode', 'datamatrix'),
      (name, price, code, symbology) => {
        const [barcode] = barcodeDesign(symbology).elements;
        const design = { ...productLabel, size: { width: 100, height: 70 } };
        design.elements = [...productLabel.elements.slice(0, 3), { ...barcode!, y: 31 }];
        const layout = layoutLabel(design, { name, price, sku: price, code });
        const zpl = labelZpl(layout);
        expect(/[^\x20-\x7e\n]|~/.test(zpl)).toBe(false);
        expect(
          zpl
            .split('^')
            .slice(1)
            .filter((command) => !known.test(command)),
        ).toEqual([]);
        const texts = layout.items.flatMap((item) =>
          item.kind === 'text' && item.align === 'left' ? [item.text] : [],
        );
        expect(fieldsOf(zpl)).toEqual(expect.arrayContaining(texts));
      },
    ),
    { numRuns: Math.ceil(runs / 50) },
  );
}, 600_000);

test('a centred or right-aligned line doubles its backslashes, which are signs in a text block', () => {
  const layout = layoutLabel(productLabel, { ...data, price: 'a\\&b' });
  expect(labelZpl(layout)).toContain('^FB248,1,0,R,0^FH_^FDa_5C_5C_26b^FS');
});

test.each([0, -1, 1.5, 10_000, NaN])('%d copies are refused', (copies) => {
  expect(() => labelZpl(layoutLabel(productLabel, data), copies)).toThrow('Copies must be 1 to 9999');
});
