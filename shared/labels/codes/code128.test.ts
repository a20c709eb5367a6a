import bwip from 'bwip-js/browser';
import fc from 'fast-check';
import { planCode128 } from './code128';
import { FNC1 } from './gs1';

const ascii = fc.string({
  unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
  minLength: 1,
});
const digitsAndText = fc.string({ unit: fc.constantFrom('0', '1', '7', '9', 'A', '>', '^', '~'), minLength: 1 });

/** Reads codewords back as a scanner does, without our planner's help. */
function decode(codewords: number[]): string {
  let subset = codewords[0] === 105 ? 'C' : 'B';
  let text = '';
  for (const codeword of codewords.slice(1)) {
    if (codeword === 102) text += FNC1;
    else if (subset === 'B' && codeword === 99) subset = 'C';
    else if (subset === 'C' && codeword === 100) subset = 'B';
    else text += subset === 'C' ? String(codeword).padStart(2, '0') : String.fromCharCode(codeword + 32);
  }
  return text;
}

const invocations: Record<string, number> = {
  '><': 62,
  '>0': 30,
  '>=': 94,
  '>5': 99,
  '>6': 100,
  '>8': 102,
  '>:': 104,
  '>;': 105,
};

/** Reads ZPL field data of mode N by the table of invocation codes in Zebra's manual. */
function readZpl(zpl: string): number[] {
  const codewords: number[] = [];
  let subset = 'B';
  for (let i = 0; i < zpl.length;) {
    const length = zpl[i] === '>' || subset === 'C' ? 2 : 1;
    const token = zpl.slice(i, i + length);
    codewords.push(invocations[token] ?? (subset === 'C' ? Number(token) : token.charCodeAt(0) - 32));
    if (token === '>5' || token === '>;') subset = 'C';
    if (token === '>6' || token === '>:') subset = 'B';
    i += length;
  }
  return codewords;
}

test.each([
  ['PJJ123C', [104, 48, 42, 42, 17, 18, 19, 35], '>:PJJ123C'],
  ['123456', [105, 12, 34, 56], '>;123456'],
  ['AB123456', [104, 33, 34, 99, 12, 34, 56], '>:AB>5123456'],
  ['12345A', [105, 12, 34, 100, 21, 33], '>;1234>65A'],
  ['^~>', [104, 62, 94, 30], '>:><>=>0'],
  [`${FNC1}0112`, [105, 102, 1, 12], '>;>80112'],
])('%s', (data, codewords, zpl) => {
  expect(planCode128(data)).toEqual({ codewords, zpl });
});

test('decodes to what went in, the same from its codewords and from its ZPL', () => {
  fc.assert(
    fc.property(fc.oneof(ascii, digitsAndText), (data) => {
      const plan = planCode128(data);
      expect(decode(plan.codewords)).toBe(data);
      expect(readZpl(plan.zpl)).toEqual(plan.codewords);
    }),
    { numRuns: 2000 },
  );
});

test('is never longer than what an independent encoder makes', () => {
  fc.assert(
    fc.property(fc.oneof(ascii, digitsAndText), (data) => {
      const symbol = bwip.raw('code128', data, {})[0]!;
      if (!('sbs' in symbol)) throw new Error('no bars');
      // Six bars and spaces a codeword, with check and the stop of seven.
      const codewords = (symbol.sbs.length - 7) / 6 - 1;
      expect(planCode128(data).codewords.length).toBeLessThanOrEqual(codewords);
    }),
    { numRuns: 300 },
  );
});

test.each(['', 'ä', 'a\n'])('refuses %j', (data) => {
  expect(() => planCode128(data)).toThrow(/printable ASCII/);
});
