import { textWidth } from './label-font';

/** A text and the room for it, in dots. `minFontSize` is how far it may shrink. */
export interface TextRoom {
  text: string;
  width: number;
  height: number;
  fontSize: number;
  minFontSize: number;
  lines: number;
  bold: boolean;
}

export interface FittedText {
  fontSize: number;
  lines: string[];
  /** Distance between the tops of two lines, in dots. */
  lineHeight: number;
  /** True when some of the text had to be left out; the last line then ends in an ellipsis. */
  cut: boolean;
}

const LINE_HEIGHT = 1.15;
const ELLIPSIS = '…';

/**
 * Text as it can be printed: accents composed, the many spaces and dashes of typography reduced to those that label
 * fonts have, control characters taken out; a line feed stays, as a forced line break.
 */
export function printableText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\t\u2000-\u200a\u205f\u3000]/g, ' ')
    .replace(/\u202f/g, '\u00a0')
    .replace(/[\u2010\u2011\u2212]/g, '-')
    .replace(/(?!\n)[\p{Cc}\p{Cf}]/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd');
}

/** Breaks a text into lines at the largest font size at which all of it fits, else at the smallest with a cut. */
export function fitText(room: TextRoom): FittedText {
  for (let size = room.fontSize; size >= room.minFontSize; size--) {
    const wrapped = wrap(room, size);
    if (!wrapped.broken && wrapped.lines.length <= linesAt(room, size)) return fitted(wrapped.lines, size, false);
  }
  const size = room.minFontSize;
  const most = Math.max(1, linesAt(room, size));
  const { lines } = wrap(room, size);
  if (lines.length <= most) return fitted(lines, size, false);
  const rest = lines.slice(most - 1).join(' ');
  return fitted([...lines.slice(0, most - 1), shorten(rest, room, size)], size, true);
}

const lineHeight = (size: number) => Math.ceil(size * LINE_HEIGHT);

const fitted = (lines: string[], fontSize: number, cut: boolean): FittedText => ({
  fontSize,
  lines,
  lineHeight: lineHeight(fontSize),
  cut,
});

/** How many lines the room has at a font size; 0 when not even one. */
function linesAt(room: TextRoom, size: number): number {
  if (size > room.height) return 0;
  return Math.min(room.lines, 1 + Math.floor((room.height - size) / lineHeight(size)));
}

/** Greedy line breaking. `broken` says that a word was too long for a line and had to be split. */
function wrap(room: TextRoom, size: number): { lines: string[]; broken: boolean } {
  const fits = (text: string) => textWidth(text, size, room.bold) <= room.width;
  const lines: string[] = [];
  let broken = false;
  for (const paragraph of room.text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(/ +/).filter(Boolean)) {
      const longer = line ? `${line} ${word}` : word;
      if (fits(longer)) {
        line = longer;
        continue;
      }
      if (line) lines.push(line);
      const pieces = split(word, fits);
      broken ||= pieces.length > 1;
      lines.push(...pieces.slice(0, -1));
      line = pieces.at(-1) ?? '';
    }
    lines.push(line);
  }
  return { lines, broken };
}

/** A word in pieces that fit; each has at least one character, so that this always ends. */
function split(word: string, fits: (text: string) => boolean): string[] {
  const pieces = [''];
  for (const char of word) {
    const last = pieces.length - 1;
    const piece = pieces[last] ?? '';
    if (piece === '' || fits(piece + char)) pieces[last] = piece + char;
    else pieces.push(char);
  }
  return pieces;
}

function shorten(text: string, room: TextRoom, size: number): string {
  const chars = [...text];
  while (chars.length > 0 && textWidth(chars.join('') + ELLIPSIS, size, room.bold) > room.width) chars.pop();
  return chars.join('').trimEnd() + ELLIPSIS;
}
