import { AppError } from '../../kernel/errors';
import { FNC1 } from './gs1';

/** A Code 128 symbol: its codewords (start included, check and stop left out) and the same as ZPL field data. */
export interface Code128Plan {
  codewords: number[];
  zpl: string;
}

const SWITCH_TO_C = 99;
const SWITCH_TO_B = 100;
const FNC1_CODEWORD = 102;

/** In ZPL's subset B these characters are commands, so they have names of their own. */
const zplNames: Readonly<Record<string, string>> = { '>': '>0', '^': '><', '~': '>=' };

/**
 * Plans the shortest Code 128 symbol for printable ASCII and FNC1, in subsets B and C. We choose the codewords, rather
 * than leave it to a library or to the printer, so that what a printer draws is as wide as what we laid out.
 * Throws `invalid` for other characters.
 */
export function planCode128(data: string): Code128Plan {
  if (!/^[\x20-\x7e\x1d]+$/.test(data))
    throw new AppError('invalid', 'Code 128 needs printable ASCII', { field: 'code', reason: 'characters' });
  const cost = costs(data);
  let subset: 'B' | 'C' = cost.stayC(0) < cost.stayB(0) ? 'C' : 'B';
  const plan: Code128Plan = { codewords: [subset === 'B' ? 104 : 105], zpl: subset === 'B' ? '>:' : '>;' };
  const add = (codeword: number, zpl: string) => {
    plan.codewords.push(codeword);
    plan.zpl += zpl;
  };
  for (let i = 0; i < data.length;) {
    if (subset === 'B' && cost.stayC(i) + 1 < cost.stayB(i)) {
      subset = 'C';
      add(SWITCH_TO_C, '>5');
    } else if (subset === 'C' && cost.stayB(i) + 1 < cost.stayC(i)) {
      subset = 'B';
      add(SWITCH_TO_B, '>6');
    }
    const char = data.charAt(i);
    if (char === FNC1) add(FNC1_CODEWORD, '>8');
    else if (subset === 'C') add(Number(data.slice(i, i + 2)), data.slice(i, i + 2));
    else add(char.charCodeAt(0) - 32, zplNames[char] ?? char);
    i += subset === 'C' && char !== FNC1 ? 2 : 1;
  }
  return plan;
}

/** Codewords still needed from each place on when it is taken in subset B or C, found from the end backwards. */
function costs(data: string) {
  const inB: number[] = [];
  const inC: number[] = [];
  inB[data.length] = inC[data.length] = 0;
  // A pair looks two places ahead, which at the last character is past the end: no pair then.
  const at = (list: number[], i: number) => list[i] ?? Infinity;
  const stayB = (i: number) => 1 + at(inB, i + 1);
  const stayC = (i: number) => {
    if (data[i] === FNC1) return 1 + at(inC, i + 1);
    return /^\d\d/.test(data.slice(i, i + 2)) ? 1 + at(inC, i + 2) : Infinity;
  };
  for (let i = data.length - 1; i >= 0; i--) {
    inB[i] = Math.min(stayB(i), 1 + stayC(i));
    inC[i] = Math.min(stayC(i), 1 + stayB(i));
  }
  return { stayB, stayC };
}
