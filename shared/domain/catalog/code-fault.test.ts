import { codeProblem } from '../../labels/symbology';
import { codeFault, symbologyFor } from './code-fault';

test.each([
  ['ean13', '4006381333931'],
  ['ean8', '73513537'],
  ['upca', '036000291452'],
  ['upce', '04252614'],
  ['upce', '01234505'],
  ['itf14', '15400141288763'],
  ['code39', 'A-1 B'],
  ['code128', 'Shelf 12/b'],
  ['gs1-128', '(01)09521234543213(10)ABC'],
  ['qrcode', 'https://shop.example/a'],
] as const)('%s carries %s', (symbology, code) => {
  expect(codeFault(symbology, code)).toBeNull();
});

test.each([
  ['ean13', '', { reason: 'empty' }],
  ['ean13', '4006381333932', { reason: 'checkDigit', expected: '4006381333931' }],
  ['ean13', '400638133393', { reason: 'checkDigit', expected: '4006381333931' }],
  ['upce', '04252615', { reason: 'checkDigit', expected: '04252614' }],
  ['ean8', '123', { reason: 'length', length: 8 }],
  ['ean13', '40063813339a1', { reason: 'digitsOnly' }],
  ['code39', 'abc', { reason: 'characters' }],
  ['gs1-128', '01095', { reason: 'characters' }],
  ['code128', 'Käse', { reason: 'characters' }],
] as const)('%s cannot carry %j', (symbology, code, fault) => {
  expect(codeFault(symbology, code)).toEqual(fault);
});

test.each([
  ['4006381333931', 'ean13'],
  ['4006381333930', 'code128'],
  ['036000291452', 'upca'],
  ['73513537', 'ean8'],
  ['15400141288763', 'itf14'],
  ['85123A', 'code128'],
  ['(01)09521234543213', 'gs1-128'],
])('%s is taken for %s', (code, symbology) => {
  expect(symbologyFor(code)).toBe(symbology);
});

test('what is taken here can be printed: the labels agree on every number', () => {
  for (const symbology of ['ean13', 'ean8', 'upca', 'itf14'] as const) {
    for (let n = 0; n < 400; n++) {
      const code = String(n * 7_919_111_113_331).padStart(14, '0').slice(0, { ean13: 13, ean8: 8, upca: 12, itf14: 14 }[symbology]); // prettier-ignore
      expect(codeFault(symbology, code) === null).toBe(codeProblem(symbology, code) === undefined);
    }
  }
});
