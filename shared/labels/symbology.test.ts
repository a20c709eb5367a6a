import fc from 'fast-check';
import { AppError } from '../kernel/errors';
import { checkDigit } from '../kernel/check-digit';
import type { Symbology } from './symbology';
import { assertCode, codeProblem, detectSymbology } from './symbology';

const thrown = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

describe('checkDigit', () => {
  test.each([
    ['EAN-13', '4006381333931'],
    ['EAN-13', '5901234123457'],
    ['EAN-13, a book', '9780306406157'],
    ['EAN-8', '73513537'],
    ['EAN-8', '96385074'],
    ['UPC-A', '036000291452'],
    ['ITF-14', '15400141288763'],
    ['GTIN-14', '09521234543213'],
    ['SSCC', '106141412345678908'],
  ])('agrees with the published %s %s', (_name, code) => {
    expect(checkDigit(code.slice(0, -1))).toBe(code.slice(-1));
  });

  test('finds every single wrong digit', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(digits, fc.nat(12), fc.integer({ min: 1, max: 9 }), (body, place, change) => {
        const code = body.join('') + checkDigit(body.join(''));
        const wrong = [...code];
        wrong[place] = String((Number(wrong[place]) + change) % 10);
        expect(codeProblem('ean13', code)).toBeUndefined();
        expect(codeProblem('ean13', wrong.join(''))?.reason).toBe('check-digit');
      }),
    );
  });

  test('refuses anything but digits', () => {
    expect(thrown(() => checkDigit('12a'))).toMatchObject({ code: 'invalid' });
    expect(thrown(() => checkDigit(''))).toMatchObject({ code: 'invalid' });
  });
});

describe('codeProblem', () => {
  test.each<[Symbology, string, string | undefined]>([
    ['ean13', '4006381333931', undefined],
    ['ean13', '4006381333932', 'check-digit'],
    ['ean13', '400638133393', 'length'],
    ['ean13', '400638133393X', 'characters'],
    ['ean13', '', 'empty'],
    ['ean8', '96385074', undefined],
    ['ean8', '96385075', 'check-digit'],
    ['upca', '036000291452', undefined],
    ['itf14', '15400141288763', undefined],
    ['code39', 'SKU-1/A', undefined],
    ['code39', 'sku', 'characters'],
    ['code39', 'A'.repeat(41), 'too-long'],
    ['code128', 'sku~^>1', undefined],
    ['code128', 'Größe', 'characters'],
    ['code128', 'a\tb', 'characters'],
    ['code128', 'A'.repeat(81), 'too-long'],
    ['datamatrix', 'Größe', 'characters'],
    ['qrcode', 'Größe 100 €', undefined],
    ['qrcode', 'a\nb', 'characters'],
    ['qrcode', '\ud800', 'characters'],
    ['qrcode', 'ä'.repeat(501), 'too-long'],
    ['gs1-128', '(01)09521234543213(10)ABC', undefined],
    ['gs1-128', '0109521234543213', 'gs1'],
  ])('%s %j: %s', (symbology, code, reason) => {
    expect(codeProblem(symbology, code)?.reason).toBe(reason);
  });

  test('becomes a typed error that names the field and the right digit', () => {
    const error = thrown(() => assertCode('ean13', '4006381333932', 'barcode'));
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({
      code: 'invalid',
      details: { field: 'barcode', symbology: 'ean13', reason: 'check-digit', expected: '1' },
    });
  });
});

test.each([
  ['4006381333931', 'ean13'],
  ['036000291452', 'upca'],
  ['96385074', 'ean8'],
  ['15400141288763', 'itf14'],
  ['4006381333932', 'code128'],
  ['85099B', 'code128'],
  ['(01)09521234543213', 'gs1-128'],
  ['(Größe)', 'qrcode'],
])('detectSymbology(%s) is %s', (code, symbology) => {
  expect(detectSymbology(code)).toBe(symbology);
});

test('detectSymbology refuses what nothing can carry', () => {
  expect(thrown(() => detectSymbology('a\u0000'))).toMatchObject({
    code: 'invalid',
    details: { reason: 'characters' },
  });
  expect(thrown(() => detectSymbology(''))).toMatchObject({ code: 'invalid', details: { reason: 'empty' } });
});
