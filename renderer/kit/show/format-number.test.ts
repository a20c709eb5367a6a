import { formatMoney, formatScaled, numberFormatter } from './format-number';

const plain = (text: string) => text.replace(/\s/g, ' ');

describe('formatMoney', () => {
  test('minor units become the amount, in the locale', () => {
    expect(formatMoney(123456, 'EUR', 'en')).toBe('€1,234.56');
    expect(plain(formatMoney(123456, 'EUR', 'de'))).toBe('1.234,56 €');
  });

  test('the currency decides how many minor units there are', () => {
    expect(formatMoney(1234, 'JPY', 'en')).toBe('¥1,234');
    expect(plain(formatMoney(12345, 'KWD', 'en'))).toBe('KWD 12.345');
  });

  test('negative and zero amounts', () => {
    expect(formatMoney(-5, 'EUR', 'en')).toBe('-€0.05');
    expect(formatMoney(0, 'EUR', 'en')).toBe('€0.00');
  });

  test('a fraction of a minor unit or a wrong currency is refused, not rounded away', () => {
    expect(() => formatMoney(1.5, 'EUR', 'en')).toThrow(RangeError);
    expect(() => formatMoney(1, 'EURO', 'en')).toThrow(RangeError);
  });
});

describe('formatScaled', () => {
  test('thousandths show only the decimals they have', () => {
    const format = { locale: 'en', options: { maximumFractionDigits: 3 } };
    expect(formatScaled(12000, 3, format)).toBe('12');
    expect(formatScaled(1250, 3, format)).toBe('1.25');
    expect(formatScaled(1234567, 3, format)).toBe('1,234.567');
  });

  test('a formatter is made once for the same format', () => {
    expect(numberFormatter({ locale: 'de' })).toBe(numberFormatter({ locale: 'de' }));
    expect(numberFormatter({ locale: 'de' })).not.toBe(numberFormatter({ locale: 'en' }));
  });
});
