import fc from 'fast-check';
import { utf8 } from './utf8';

test('agrees with the platform on any string, half surrogate pairs too', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(0xffff), (text, unit) => {
      const any = text + String.fromCharCode(unit) + text;
      expect(utf8(any)).toEqual([...Buffer.from(any, 'utf8')]);
    }),
    { numRuns: 2000 },
  );
});
