import { symbolPattern } from './symbol-pattern';

/** A linear symbol as its standard prints it: 1 a dark module, 0 a light one. */
function modules(symbology: Parameters<typeof symbolPattern>[0], code: string): string {
  const pattern = symbolPattern(symbology, code);
  if (pattern.kind !== 'linear') throw new Error('not linear');
  return pattern.widths.map((width, index) => (index % 2 === 0 ? '1' : '0').repeat(width)).join('');
}

const join = (text: string) => text.replace(/\s/g, '');

test('EAN-13 5901234123457, the pattern of the standard', () => {
  expect(modules('ean13', '5901234123457')).toBe(
    join(`101 0001011 0100111 0110011 0010011 0111101 0011101 01010
          1100110 1101100 1000010 1011100 1001110 1000100 101`),
  );
});

test('Code 128 PJJ123C, codeword by codeword from the table of the standard', () => {
  const check = '11101000110'; // (104 + 48·1 + 42·2 + 42·3 + 17·4 + 18·5 + 19·6 + 35·7) mod 103 = 55
  expect(modules('code128', 'PJJ123C')).toBe(
    join(`11010010000 11101110110 10110111000 10110111000 10011100110 11001110010 11001011100 10001000110
          ${check} 1100011101011`),
  );
});

test('UPC-A is EAN-13 with a leading zero', () => {
  expect(modules('upca', '036000291452')).toBe(modules('ean13', '0036000291452'));
});

test('ITF-14: start, seven pairs of 2 wide of 5 at ratio 3, stop', () => {
  const bits = modules('itf14', '15400141288763');
  expect(bits).toMatch(/^1010.*11101$/);
  expect(bits).toHaveLength(4 + 7 * 18 + 5);
});

test('Code 39 frames the code by asterisks, at ratio 3', () => {
  expect(modules('code39', 'A')).toBe('1000101110111010' + '1110101000101110' + '100010111011101');
});

test('GS1-128 begins with start C and FNC1', () => {
  expect(modules('gs1-128', '(01)09521234543213').slice(0, 22)).toBe('1101001110011110101110');
});

test('a QR code has its three finders, a Data Matrix its solid edges', () => {
  const qr = symbolPattern('qrcode', 'Hello');
  if (qr.kind !== 'matrix') throw new Error('not a matrix');
  expect([qr.columns, qr.rows]).toEqual([21, 21]);
  expect(qr.dark.slice(0, 7)).toEqual(Array<boolean>(7).fill(true));
  const matrix = symbolPattern('datamatrix', 'Hello');
  if (matrix.kind !== 'matrix') throw new Error('not a matrix');
  const { columns, rows, dark } = matrix;
  expect(dark.slice(columns * (rows - 1))).toEqual(Array<boolean>(columns).fill(true));
});

test('a code that the symbology cannot carry is refused before anything is drawn', () => {
  expect(() => symbolPattern('ean13', '4006381333932')).toThrow(/check digit should be 1/);
});
