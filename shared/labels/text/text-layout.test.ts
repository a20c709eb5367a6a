import fc from 'fast-check';
import { textWidth } from './label-font';
import { fitText, printableText } from './text-layout';

const room = { width: 300, height: 60, fontSize: 28, minFontSize: 17, lines: 2, bold: false };

test('text that fits keeps its size and breaks at words', () => {
  const fit = fitText({ ...room, fontSize: 26, text: 'JUMBO BAG RED RETROSPOT' });
  expect(fit).toMatchObject({ fontSize: 26, cut: false, lines: ['JUMBO BAG RED', 'RETROSPOT'] });
});

test('longer text shrinks before anything is lost', () => {
  const text = 'JUMBO BAG RED RETROSPOT WITH WHITE DOTS';
  const fit = fitText({ ...room, text });
  expect(fit.cut).toBe(false);
  expect(fit.fontSize).toBeLessThan(28);
  expect(fit.lines.join(' ')).toBe(text);
});

test('what cannot fit is cut, with an ellipsis and the word of it', () => {
  const fit = fitText({ ...room, text: 'word '.repeat(60) });
  expect(fit.cut).toBe(true);
  expect(fit.fontSize).toBe(17);
  expect(fit.lines).toHaveLength(2);
  expect(fit.lines[1]).toMatch(/…$/);
});

test('a line feed is a line break', () => {
  expect(fitText({ ...room, text: 'a\nb' }).lines).toEqual(['a', 'b']);
});

test('whatever the text, no line is wider than the room, nothing higher, and nothing lost unsaid', () => {
  const text = fc.string({ unit: fc.constantFrom('W', 'i', ' ', 'Ä', '字', '-', '\n', 'o'), maxLength: 120 });
  fc.assert(
    fc.property(text, fc.integer({ min: 40, max: 400 }), fc.integer({ min: 1, max: 4 }), (value, width, lines) => {
      const fit = fitText({ ...room, text: value, width, lines, height: 100 });
      expect(fit.lines.length).toBeLessThanOrEqual(lines);
      expect((fit.lines.length - 1) * fit.lineHeight + fit.fontSize).toBeLessThanOrEqual(100);
      for (const line of fit.lines) expect(textWidth(line, fit.fontSize, false)).toBeLessThanOrEqual(width);
      const plain = (all: string) => all.replace(/\s/g, '');
      if (fit.cut) expect(fit.lines.at(-1)).toMatch(/…$/);
      else expect(plain(fit.lines.join(''))).toBe(plain(value));
    }),
    { numRuns: 2000 },
  );
});

test('printableText composes accents, tames spaces and dashes, drops control characters', () => {
  expect(printableText('u\u0308 1\u202f000\u20115\tx\u0007\u200b\r\ny\ud800')).toBe('ü 1\u00a0000-5 x\ny\ufffd');
});
