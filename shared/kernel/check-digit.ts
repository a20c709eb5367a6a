import { AppError } from './errors';

/**
 * The GS1 modulo-10 check digit for the digits before it: EAN-8, UPC-A, EAN-13, ITF-14, SSCC-18. From the right, digits
 * weigh 3, 1, 3, 1 … (GS1 General Specifications 7.9.1). Throws `invalid` for anything but digits.
 */
export function checkDigit(body: string): string {
  if (!/^[0-9]+$/.test(body)) throw new AppError('invalid', 'A check digit needs digits', { field: 'code' });
  let sum = 0;
  for (let i = 0; i < body.length; i++) sum += Number(body[body.length - 1 - i]) * (i % 2 === 0 ? 3 : 1);
  return String((10 - (sum % 10)) % 10);
}
