import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a window stood, in device-independent pixels. */
export interface WindowPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
}

/** What the shell must know before the core is up: the place of the window and the look of its first moment. */
export interface Remembered {
  readonly place: WindowPlace | null;
  readonly theme: 'light' | 'dark' | 'system';
  readonly language: 'en' | 'de' | null;
}

export interface ShellMemory {
  get(): Remembered;
  /** Keeps these, too. A disk that refuses costs the next start its memory, nothing else. */
  set(changes: Partial<Remembered>): void;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function placeIn(value: unknown): WindowPlace | null {
  if (!isObject(value)) return null;
  const { x, y, width, height, maximized } = value;
  const numbers = [x, y, width, height].filter((n): n is number => typeof n === 'number' && Math.abs(n) < 100_000);
  const [left, top, wide, high] = numbers.map(Math.round);
  if (left === undefined || top === undefined || wide === undefined || high === undefined) return null;
  return { x: left, y: top, width: wide, height: high, maximized: maximized === true };
}

function readMemory(path: string): Remembered {
  let value: unknown = null;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    value = null; // first start, or a file that somebody else has written
  }
  const { place, theme, language } = isObject(value) ? value : {};
  return {
    place: placeIn(place),
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    language: language === 'en' || language === 'de' ? language : null,
  };
}

/** The shell's memory in `shell.json` of a folder. A damaged file counts as none. */
export function openShellMemory(folder: string): ShellMemory {
  const path = join(folder, 'shell.json');
  let current = readMemory(path);
  return {
    get: () => current,
    set(changes) {
      current = { ...current, ...changes };
      try {
        writeFileSync(`${path}.new`, JSON.stringify(current));
        renameSync(`${path}.new`, path);
      } catch {
        return;
      }
    },
  };
}
