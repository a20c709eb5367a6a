import fc from 'fast-check';
import { currencyDecimals, parseDecimal, writeDecimal } from './decimal';

test.each([
  ['12.50', 2, 'en-GB', 1250],
  ['12,50', 2, 'de-DE', 1250],
  ['12.50', 2, 'de-DE', 1250],
  ['1.234,5', 3, 'de-DE', 1234500],
  ['1,234.5', 3, 'en-GB', 1234500],
  ['1.234', 2, 'de-DE', 123400],
  ['1,234', 2, 'en-GB', 123400],
  ['1 234,5', 1, 'fr-FR', 12345],
  ['1’234.50', 2, 'de-CH', 123450],
  ['-3', 3, 'en-GB', -3000],
  ['−3', 3, 'en-GB', -3000],
  ['.5', 2, 'en-GB', 50],
  ['5.', 2, 'en-GB', 500],
  [' 7 ', 0, 'en-GB', 7],
  ['0', 2, 'en-GB', 0],
  ['-0', 2, 'en-GB', 0],
  ['1.500', 2, 'en-GB', 150],
])('%s with %d decimals in %s is %d', (typed, decimals, locale, scaled) => {
  expect(parseDecimal(typed, decimals, locale)).toBe(scaled);
});

test.each([
  ['', 2, 'en-GB'],
  ['-', 2, 'en-GB'],
  ['abc', 2, 'en-GB'],
  ['1.234', 2, 'en-GB'],
  ['1e5', 2, 'en-GB'],
  ['1.2.3', 2, 'de-DE'],
  ['12,34,5', 2, 'en-GB'],
  ['0x10', 0, 'en-GB'],
  ['99999999999999999', 2, 'en-GB'],
  ['12 €', 2, 'de-DE'],
])('%j with %d decimals in %s is refused', (typed, decimals, locale) => {
  expect(parseDecimal(typed, decimals, locale)).toBeUndefined();
});

test('what is written can be read back, whatever the locale', () => {
  const locale = fc.constantFrom('en-GB', 'en-US', 'de-DE', 'de-CH', 'de-AT', 'fr-FR');
  const property = fc.property(fc.integer(), fc.integer({ min: 0, max: 3 }), locale, (scaled, decimals, where) => {
    expect(parseDecimal(writeDecimal(scaled, { decimals, locale: where }), decimals, where)).toBe(scaled);
  });
  fc.assert(property, { numRuns: 2000 });
});

test('currencies know their decimals', () => {
  expect(['EUR', 'JPY', 'KWD', 'nonsense'].map(currencyDecimals)).toEqual([2, 0, 3, 2]);
});
