/** A key as the keyboard sends it; `at` is the event's own time in milliseconds, right even when the window was busy. */
export interface ScanKey {
  /** What the keyboard layout makes of it: `KeyboardEvent.key`. */
  readonly key: string;
  /** Where on the keyboard it is: `KeyboardEvent.code`. */
  readonly code: string;
  readonly shift: boolean;
  /** Ctrl, Alt or Meta is held: never part of a scan. */
  readonly command: boolean;
  readonly at: number;
}

interface Stroke {
  readonly key: string;
  readonly position: string;
  readonly at: number;
}

/** Keys that came so close together that they may be a scanner's. */
export type Burst = readonly Stroke[];
export const noBurst: Burst = [];

export type Step =
  /** Ordinary typing, as far as one can tell. `first`: a burst may begin here, so remember what the field holds. */
  | { readonly kind: 'typing'; readonly burst: Burst; readonly first: boolean }
  /** Too fast for a person. Its characters should reach no shortcut. */
  | { readonly kind: 'burst'; readonly burst: Burst }
  /** A whole code. `codes` holds what was read by the layout, then, where it differs, by the key's place on a US keyboard. */
  | { readonly kind: 'scan'; readonly burst: Burst; readonly codes: readonly string[] };

/** Keys further apart than this are never one scan, in milliseconds; a busy machine may hold a scanner up for a moment. */
const GAP = 120;
/** The mean over a whole code, in milliseconds: no person types six keys at this pace, while four may slip out fast. */
const meanFor = (length: number) => (length >= 6 ? 45 : 30);
/** Shorter codes are not told from typing. */
const LEAST = 4;
/** From so many fast keys on it is a scanner. */
const SURELY = 3;
const MOST = 200;

const shiftedDigits = ')!@#$%^&*(';
/** Characters by their place on a US keyboard, plain and with Shift: what a scanner in its factory setting means. */
const places: Readonly<Record<string, readonly [string, string]>> = {
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Backquote: ['`', '~'],
  Space: [' ', ' '],
};

function atPosition({ code, shift, key }: ScanKey): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shift ? letter : letter.toLowerCase();
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit) return shift ? (shiftedDigits[Number(digit)] ?? key) : digit;
  return places[code]?.[shift ? 1 : 0] ?? key;
}

const gapOf = (burst: Burst, at: number) => at - (burst.at(-1)?.at ?? -Infinity);
const meanOf = (burst: Burst) => ((burst.at(-1)?.at ?? 0) - (burst[0]?.at ?? 0)) / Math.max(1, burst.length - 1);

function ended(burst: Burst, at: number): readonly string[] | null {
  if (burst.length < LEAST || gapOf(burst, at) > GAP || meanOf(burst) > meanFor(burst.length)) return null;
  const codes = [burst.map(({ key }) => key).join(''), burst.map(({ position }) => position).join('')];
  const unlike = new Set(codes.map((code) => code.trim()).filter((code) => code !== ''));
  return unlike.size > 0 ? [...unlike] : null;
}

/** One key further. Dead keys and keys without a character (Shift, F5) are neither part of a burst nor its end. */
export function step(burst: Burst, pressed: ScanKey): Step {
  const { key, command, at } = pressed;
  if (command) return { kind: 'typing', burst: noBurst, first: false };
  if (key === 'Enter' || key === 'Tab') {
    const codes = ended(burst, at);
    return codes ? { kind: 'scan', burst: noBurst, codes } : { kind: 'typing', burst: noBurst, first: false };
  }
  if (key.length !== 1 && key !== 'Dead') return { kind: 'typing', burst, first: false };
  const stroke = { key: key === 'Dead' ? '' : key, position: atPosition(pressed), at };
  if (gapOf(burst, at) > GAP || burst.length >= MOST) return { kind: 'typing', burst: [stroke], first: true };
  const longer = [...burst, stroke];
  if (longer.length >= SURELY && meanOf(longer) <= meanFor(longer.length)) return { kind: 'burst', burst: longer };
  return { kind: 'typing', burst: longer, first: false };
}
