import fc from 'fast-check';

const deep = (depth: number) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as unknown;
const knot = (() => {
  const tied: Record<string, unknown> = {};
  tied['self'] = tied;
  return tied;
})();

/** Strings that have broken somebody's program before. */
const strings: readonly string[] = [
  '', ' ', '\0', 'a\0b', '\ud800', '\u202e', '💥', '💥'.repeat(2000), 'x'.repeat(101), 'x'.repeat(100_000), '!!!', 'ab\n',
  `'; DROP TABLE "order"; --`, `" OR 1=1 --`, '%', '_', '*', '?', '\\', '../../../etc/passwd', 'file:///etc/passwd',
  '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'NaN', 'null', '1e999', '0x10',
  '"', 'a AND', 'NEAR(a b', 'name:x', '(', '^FX', '=1+1', '<svg onload=alert(1)>', '{{7*7}}', '\r\nSet-Cookie: a=b',
]; // prettier-ignore

const json: readonly unknown[] = [
  ...strings,
  ...[null, true, false, 0, -0, -1, 1, 1.5, 1e308, -1e308, 2 ** 31, 2 ** 53, 2 ** 53 + 2],
  ...[[], {}, [[]], [null], Array.from({ length: 3000 }, (_, at) => at), deep(50), deep(3000)],
  JSON.parse('{"__proto__":{"polluted":true}}'),
  { constructor: { prototype: { polluted: true } } },
  { from: 1, to: 2, length: -1, then: 'no promise' },
];

/** What JSON cannot say, but a message between processes can. */
const cloneable: readonly unknown[] = [
  ...[undefined, NaN, Infinity, 10n, new Date(0), new Date(NaN), /x/g, new Map([['id', 1]]), new Set([1])],
  ...[new Uint8Array(8), new ArrayBuffer(8), new Error('not mine'), Object(1), Object('x'), [, 1], knot],
];

/** Values of the lists above: shared by all cases, so nobody goes into them. */
const shared = new Set<unknown>([...json, ...cloneable]);

/** One thing done to an input: at some place in it, something wrong. */
export interface Spoil {
  readonly at: number;
  readonly how: 'replace' | 'remove' | 'add' | 'wrap' | 'rename';
  readonly value: unknown;
}

/** How to spoil an input; shrinks to fewer and earlier wrongs. `wire`: only what JSON can say. */
export function spoilings(wire: boolean): fc.Arbitrary<readonly Spoil[]> {
  const how = fc.constantFrom('replace', 'replace', 'replace', 'add', 'remove', 'wrap', 'rename');
  const value = fc.constantFrom(...(wire ? json : [...json, ...cloneable]));
  return fc.array(fc.record({ at: fc.nat(1000), how, value }), { minLength: 1, maxLength: 3 });
}

interface Slot {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

/** Every place in a plain value where something stands. */
function slotsOf(value: unknown, found: Slot[] = []): Slot[] {
  if (typeof value !== 'object' || value === null || shared.has(value)) return found;
  const holder = value as Record<string, unknown>; // lists are looked at by their indexes
  for (const key of Object.keys(holder)) {
    found.push({ holder, key });
    slotsOf(holder[key], found);
  }
  return found;
}

function set(holder: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function applied({ holder, key }: Slot, { how, value }: Spoil): void {
  if (how === 'replace') set(holder, key, value);
  else if (how === 'remove') delete holder[key];
  else if (how === 'wrap') set(holder, key, [holder[key]]);
  else {
    set(holder, typeof value === 'string' ? value.slice(0, 200) : 'unknown', how === 'add' ? value : holder[key]);
    if (how === 'rename') delete holder[key];
  }
}

/** A spoilt copy of a plain value; the value itself stays as it is. */
export function spoilt(value: unknown, spoils: readonly Spoil[]): unknown {
  const root: Record<string, unknown> = { value: structuredClone(value) };
  for (const spoil of spoils) {
    const slots = slotsOf(root);
    const slot = slots[spoil.at % slots.length];
    if (slot) applied(slot, spoil);
  }
  return root['value'];
}
