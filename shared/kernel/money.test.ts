import fc from 'fast-check';
import { lineTotal, taxInGross, taxOnNet } from './money';

describe('money', () => {
  it('rounds half away from zero', () => {
    expect(lineTotal(255, 500)).toBe(128);
    expect(lineTotal(-255, 500)).toBe(-128);
    expect(lineTotal(333, 1000)).toBe(333);
  });

  it('stays exact where floating point does not', () => {
    expect(lineTotal(99_999_999_999, 999_999)).toBe(99_999_899_999_000);
  });

  it('finds the tax in a gross amount', () => {
    expect(taxInGross(11900, 1900)).toBe(1900);
    expect(taxInGross(100, 0)).toBe(0);
  });

  it('splits gross into net and tax that add up again within a cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 10_000 }), (gross, rate) => {
        const net = gross - taxInGross(gross, rate);
        expect(Math.abs(net + taxOnNet(net, rate) - gross)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
