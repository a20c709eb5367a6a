import fc from 'fast-check';
import { noBurst, step, type Burst, type ScanKey, type Step } from './scanner';

const codeOf = (char: string) =>
  /[a-z]/i.test(char) ? `Key${char.toUpperCase()}` : /\d/.test(char) ? `Digit${char}` : char === '-' ? 'Minus' : '';
const key = (text: string, at: number, code = codeOf(text)): ScanKey => ({
  key: text,
  code,
  shift: /[A-Z]/.test(text),
  command: false,
  at,
});

/** Presses keys one after the other; returns every step. */
function press(keys: readonly ScanKey[]): Step[] {
  let burst: Burst = noBurst;
  return keys.map((pressed) => {
    const next = step(burst, pressed);
    burst = next.burst;
    return next;
  });
}

const typed = (text: string, gap: number, end = 'Enter', from = 1000) => [
  ...[...text].map((char, at) => key(char, from + at * gap)),
  key(end, from + text.length * gap),
];

test.each([
  ['4006381333931', 5, 'Enter'],
  ['4006381333931', 30, 'Tab'],
  ['ORD-1-000042', 12, 'Enter'],
  ['1234', 20, 'Enter'],
])('%s at %d ms a key, ended by %s, is a scan', (code, gap, end) => {
  expect(press(typed(code, gap, end)).at(-1)).toEqual({ kind: 'scan', burst: [], codes: [code] });
});

test.each([
  ['a word typed fast', 'miller', 70],
  ['a word typed at the fastest', 'miller', 50],
  ['a short word typed at the fastest', 'lamp', 35],
  ['three keys', '123', 5],
])('%s and Enter is no scan', (_name, text, gap) => {
  expect(press(typed(text, gap)).some(({ kind }) => kind === 'scan')).toBe(false);
});

test('Enter long after a burst is a person pressing Enter', () => {
  const keys = [...typed('400638133', 5).slice(0, -1), key('Enter', 5000)];
  expect(press(keys).at(-1)?.kind).toBe('typing');
});

test('a scan in the midst of typing holds the scanned code alone', () => {
  const steps = press([...typed('mil', 120).slice(0, -1), ...typed('4006381333931', 8, 'Enter', 3000)]);
  expect(steps.at(-1)).toMatchObject({ codes: ['4006381333931'] });
  expect(steps[3]).toMatchObject({ kind: 'typing', first: true });
});

test('a scanner held up once by a busy machine is still one scan', () => {
  const keys = typed('4006381333931', 8).map((one, at) => ({ ...one, at: one.at + (at > 6 ? 100 : 0) }));
  expect(press(keys).at(-1)).toMatchObject({ codes: ['4006381333931'] });
});

test('a scanner set to a US keyboard is understood on a German and on a French one', () => {
  const german = [...'zy'].map((char, at) => key(char, at * 5, char === 'z' ? 'KeyY' : 'KeyZ'));
  const dash = key('ß', 10, 'Minus');
  const digits = ['1', '2'].map((char, at) => key(char, 15 + at * 5));
  expect(press([...german, dash, ...digits, key('Enter', 30)]).at(-1)).toMatchObject({ codes: ['zyß12', 'yz-12'] });
  const french = [...'&é"\''].map((char, at) => key(char, at * 5, `Digit${at + 1}`));
  expect(press([...french, key('Enter', 25)]).at(-1)).toMatchObject({ codes: ['&é"\'', '1234'] });
});

test('keys with Ctrl are never part of a scan, keys like Shift neither add nor end', () => {
  const shift = { ...key('Shift', 12), code: 'ShiftLeft' };
  const keys = typed('12345', 10);
  expect(press([...keys.slice(0, 2), shift, ...keys.slice(2)]).at(-1)).toMatchObject({ codes: ['12345'] });
  const held = keys.map((one, at) => (at === 3 ? { ...one, command: true } : one));
  expect(press(held).at(-1)?.kind).toBe('typing');
});

test('from the third fast key on it is known for a burst, so that no shortcut runs', () => {
  expect(press(typed('123456', 5)).map(({ kind }) => kind)).toEqual([
    'typing',
    'typing',
    'burst',
    'burst',
    'burst',
    'burst',
    'scan',
  ]);
});

test('whatever printable code of four and more is scanned at scanner speed comes out as it is', () => {
  const chars = fc.stringMatching(/^[!-~]{4,60}$/);
  const property = fc.property(chars, fc.integer({ min: 0, max: 30 }), (code, gap) => {
    const last = press(typed(code, gap)).at(-1);
    expect(last?.kind === 'scan' && last.codes[0]).toBe(code);
  });
  fc.assert(property, { numRuns: 1000 });
});

test('whatever a person types at a person’s pace is never a scan', () => {
  const gaps = fc.array(fc.integer({ min: 50, max: 400 }), { minLength: 1, maxLength: 40 });
  const property = fc.property(gaps, (pauses) => {
    let at = 0;
    const keys = pauses.map((pause, index) => key('abcdefghij'[index % 10] ?? 'a', (at += pause)));
    const steps = press([...keys, key('Enter', at + 60)]);
    expect(steps.some(({ kind }) => kind === 'scan' || kind === 'burst')).toBe(false);
  });
  fc.assert(property, { numRuns: 1000 });
});
