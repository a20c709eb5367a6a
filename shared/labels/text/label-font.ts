/** Widths in thousandths of an em, from the font metrics that Adobe publishes for the PDF standard fonts. */
const regular: Readonly<Record<number, string>> = {
  191: "'",
  222: 'ijl‘’‚',
  260: '|¦',
  278: ' !,./:;I[\\]ft\u00a0·ÌÍÎÏìíîï',
  333: '()-`r¡¨\u00ad¯²³´¸¹ˆ˜“”„‹›',
  334: '{}',
  350: '•',
  355: '"',
  365: 'º',
  370: 'ª',
  389: '*',
  400: '°',
  469: '^',
  500: 'JcksvxyzçýÿšŸž',
  537: '¶',
  556: '#$0123456789?L_abdeghnopqu¢£¤¥§«µ»àáâãäåèéêëðñòóôõöùúûüþƒ–†‡€',
  584: '+<=>~¬±×÷',
  611: 'FTZ¿ßøŽ',
  667: '&ABEKPSVXYÀÁÂÃÄÅÈÉÊËÝÞŠ',
  722: 'CDHNRUwÇÐÑÙÚÛÜ',
  737: '©®',
  778: 'GOQÒÓÔÕÖØ',
  833: 'Mm',
  834: '¼½¾',
  889: '%æ',
  944: 'Wœ',
  1000: 'ÆŒ—…‰™',
  1015: '@',
};

const bold: Readonly<Record<number, string>> = {
  238: "'",
  278: ' ,./I\\ijl\u00a0·ÌÍÎÏìíîï‘’‚',
  280: '|¦',
  333: '!()-:;[]`ft¡¨\u00ad¯²³´¸¹ˆ˜‹›',
  350: '•',
  365: 'º',
  370: 'ª',
  389: '*r{}',
  400: '°',
  474: '"',
  500: 'zž“”„',
  556: '#$0123456789J_aceksvxy¢£¤¥§«¶»àáâãäåçèéêëýÿšŸƒ–†‡€',
  584: '+<=>^~¬±×÷',
  611: '?FLTZbdghnopquµ¿ßðñòóôõöøùúûüþŽ',
  667: 'EPSVXYÈÉÊËÝÞŠ',
  722: '&ABCDHKNRUÀÁÂÃÄÅÇÐÑÙÚÛÜ',
  737: '©®',
  778: 'GOQwÒÓÔÕÖØ',
  833: 'M',
  834: '¼½¾',
  889: '%mæ',
  944: 'Wœ',
  975: '@',
  1000: 'ÆŒ—…‰™',
};

const index = (groups: Readonly<Record<number, string>>) =>
  new Map(Object.entries(groups).flatMap(([width, chars]) => [...chars].map((char) => [char, Number(width)] as const)));

const widths = { regular: index(regular), bold: index(bold) };

/** What a character takes that the font lacks: an empty box of this width stands for it. */
export const MISSING_WIDTH = 600;

/** Where the baseline lies below the top of a line, as a share of the font size. */
export const BASELINE = 0.78;

/** Whether the label font has the character. It holds the Western European ones (Windows-1252). */
export function hasGlyph(char: string): boolean {
  return widths.regular.has(char);
}

/** Width of a text without kerning, in the unit of `fontSize`. */
export function textWidth(text: string, fontSize: number, bold: boolean): number {
  const table = bold ? widths.bold : widths.regular;
  let sum = 0;
  for (const char of text) sum += table.get(char) ?? MISSING_WIDTH;
  return (sum * fontSize) / 1000;
}
