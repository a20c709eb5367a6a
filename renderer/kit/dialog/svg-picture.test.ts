import { svgPicture } from './svg-picture';

test('an SVG becomes an address that gives it back, whatever characters it holds', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><text>#1 50 % "Größe" &amp; \u{1F4E6}</text></svg>';
  const address = svgPicture(svg);
  expect(address.startsWith('data:image/svg+xml')).toBe(true);
  expect(decodeURIComponent(address.slice(address.indexOf(',') + 1))).toBe(svg);
});

test('an XML declaration before it is fine', () => {
  expect(() => svgPicture('<?xml version="1.0"?>\n<svg/>')).not.toThrow();
});

test.each(['', 'hello', '<html></html>', '<svgx>', 'x<svg >'])('%j is refused', (text) => {
  expect(() => svgPicture(text)).toThrow(RangeError);
});

test('a picture beyond reason is refused', () => {
  expect(() => svgPicture(`<svg >${' '.repeat(4_000_001)}</svg>`)).toThrow(/4 MB/);
});
