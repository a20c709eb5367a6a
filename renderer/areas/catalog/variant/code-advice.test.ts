import { codeAdvice } from './code-advice';

test.each([
  ['4006381333931', 'ean13'],
  ['036000291452', 'upca'],
  ['85123A', 'code128'],
])('%s is taken for %s, and nothing speaks against it', (code, symbology) => {
  expect(codeAdvice(code, null)).toEqual({ symbology, fault: null, meant: null });
});

test('a number whose check digit is wrong is asked about, not silently taken for something else', () => {
  expect(codeAdvice('4006381333930', null)).toEqual({
    symbology: 'code128',
    fault: null,
    meant: { symbology: 'ean13', code: '4006381333931' },
  });
  expect(codeAdvice('400638133393', null).meant).toEqual({ symbology: 'ean13', code: '4006381333931' });
  expect(codeAdvice('73513538', null).meant).toEqual({ symbology: 'ean8', code: '73513537' });
});

test('whoever insists on a symbology hears what it cannot carry', () => {
  expect(codeAdvice('4006381333930', 'ean13')).toMatchObject({
    fault: { reason: 'checkDigit', expected: '4006381333931' },
    meant: null,
  });
  expect(codeAdvice('4006381333930', 'code128')).toEqual({ symbology: 'code128', fault: null, meant: null });
  expect(codeAdvice('', null).fault).toEqual({ reason: 'empty' });
});
