import { PDFDocument, StandardFonts } from 'pdf-lib';
import { hasGlyph, textWidth } from './label-font';

test('is as wide as the font of the PDF, character by character', async () => {
  const document = await PDFDocument.create();
  const fonts = [
    [false, await document.embedFont(StandardFonts.Helvetica)],
    [true, await document.embedFont(StandardFonts.HelveticaBold)],
  ] as const;
  for (const [bold, font] of fonts) {
    const characters = font.getCharacterSet().map((point) => String.fromCodePoint(point));
    expect(characters.length).toBeGreaterThan(200);
    for (const char of characters) {
      expect(hasGlyph(char)).toBe(true);
      expect(textWidth(char, 1000, bold)).toBeCloseTo(font.widthOfTextAtSize(char, 1000));
    }
  }
});

test('knows what it lacks', () => {
  expect(['Ż', 'Ω', '字', '\u0007'].map(hasGlyph)).toEqual([false, false, false, false]);
});
