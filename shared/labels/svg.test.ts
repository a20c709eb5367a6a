import type { Picture } from '../../test/harness/barcode-reader';
import { readPicture } from '../../test/harness/barcode-reader';
import { barcodeDesign, sampleCodes } from '../../test/harness/label-samples';
import { productLabel } from './built-in-designs';
import { layoutLabel } from './layout';
import { labelSvg } from './svg';

/** Paints the black paths of the preview, pixel by pixel, twice as large as the printer's dots. */
function paint(svg: string): Picture {
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.map(Number);
  const picture = {
    width: width! * 2,
    height: height! * 2,
    data: new Uint8ClampedArray(width! * height! * 16).fill(255),
  };
  for (const [, path] of svg.matchAll(/<path fill="#000"[^>]* d="([^"]*)"/g)) {
    for (const match of path!.matchAll(/M(\d+) (\d+)h(\d+)v(\d+)h-(\d+)z/g)) {
      const [x, y, w, h] = match.slice(1, 5).map((value) => Number(value) * 2) as [number, number, number, number];
      for (let row = y; row < y + h; row++)
        for (let column = x; column < x + w; column++)
          picture.data.fill(0, (row * picture.width + column) * 4, (row * picture.width + column) * 4 + 3);
    }
  }
  return picture;
}

test.each(sampleCodes)('the preview of $symbology is read back', async ({ symbology, code, format, text }) => {
  const layout = layoutLabel(barcodeDesign(symbology), { code });
  expect(await readPicture(paint(labelSvg(layout)))).toEqual([{ text, format }]);
});

test('has the size of the label and a unit for each dot', () => {
  const svg = labelSvg(layoutLabel(productLabel, { barcode: '4006381333931' }));
  expect(svg).toMatch(/^<svg [^>]*width="57mm" height="32mm" viewBox="0 0 456 256"/);
});

test('text stands where it was laid out, as wide as it was measured', () => {
  const layout = layoutLabel(productLabel, { name: 'Tin', barcode: '4006381333931' });
  const run = layout.items.find((item) => item.kind === 'text' && item.text === 'Tin');
  if (run?.kind !== 'text') throw new Error('no text');
  const svg = labelSvg(layout);
  const [, x, length] = /<text x="([\d.]+)"[^>]* textLength="([\d.]+)"[^>]*>Tin</.exec(svg)!;
  expect([Number(x), Math.ceil(Number(length))]).toEqual([run.textX, run.textWidth]);
});

test('data cannot become markup', () => {
  const name = `<script>alert("1")</script>&'`;
  const design = { ...productLabel, name: '"><script>' };
  const svg = labelSvg(layoutLabel(design, { name, price: '<b>', sku: '&amp;', barcode: 'A"<>&\'' }));
  expect(svg).not.toMatch(/<script|<b>/);
  expect(svg).toContain('&lt;b&gt;');
  expect(svg).toContain('&amp;amp;');
  const tags = new Set([...svg.matchAll(/<\/?([a-z]+)/g)].map((match) => match[1]));
  expect([...tags].sort()).toEqual(['path', 'svg', 'text']);
});

test('a character that the label font lacks is shown as an empty box', () => {
  const layout = layoutLabel(productLabel, { name: 'a字b', barcode: '4006381333931' });
  const svg = labelSvg(layout);
  expect(svg).not.toContain('字');
  expect(svg).toMatch(/>a<\/text><path fill="#000"[^>]*><text [^>]*>b</);
});
