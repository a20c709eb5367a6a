import type { Page } from 'playwright-core';

/** Milliseconds between two keys of a hand scanner in its factory setting. */
const PACE = 8;

const shifted: Readonly<Record<string, string>> = { '(': 'Digit9', ')': 'Digit0', _: 'Minus', ':': 'Semicolon' };
const plain: Readonly<Record<string, string>> = { '-': 'Minus', '.': 'Period', '/': 'Slash', ' ': 'Space' };

/** What the digits' keys write on a French keyboard without Shift, from 0. */
const azerty = ['à', '&', 'é', '"', "'", '(', '-', 'è', '_', 'ç'];

function keyOf(text: string): { code: string; modifiers: number } {
  if (/[0-9]/.test(text)) return { code: `Digit${text}`, modifiers: 0 };
  if (/[a-z]/i.test(text)) return { code: `Key${text.toUpperCase()}`, modifiers: /[A-Z]/.test(text) ? 8 : 0 };
  const code = plain[text] ?? shifted[text];
  if (!code) throw new Error(`No key for ${text}`);
  return { code, modifiers: text in shifted ? 8 : 0 };
}

/** `french`: the machine has a French keyboard, the scanner sends the keys of a US one. `pace`: milliseconds between two keys. */
interface ScanOptions {
  readonly keyboard?: 'us' | 'french';
  readonly pace?: number;
}

/**
 * Scans: the keys of a keyboard-wedge scanner, with Enter at the end, to wherever the focus is. They are real key presses that
 * carry the times at which a scanner would have sent them, so that a busy machine does not turn a scan into slow typing.
 */
export async function scan(
  page: Page,
  code: string,
  { keyboard = 'us', pace = PACE }: ScanOptions = {},
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const start = Date.now() / 1000;
  const press = (index: number, key: { key: string; code: string; text: string; modifiers: number }) => {
    const timestamp = start + (index * pace) / 1000;
    const { text, ...rest } = key;
    return [
      session.send('Input.dispatchKeyEvent', { type: 'keyDown', timestamp, text, unmodifiedText: text, ...rest }),
      session.send('Input.dispatchKeyEvent', { type: 'keyUp', timestamp, ...rest }),
    ];
  };
  const keys = [...code].map((char) => {
    const text = keyboard === 'french' ? (azerty[Number(char)] ?? char) : char;
    return { key: text, text, ...keyOf(char) };
  });
  const end = { key: 'Enter', code: 'Enter', text: '\r', modifiers: 0, windowsVirtualKeyCode: 13 };
  await Promise.all([...keys, end].flatMap((key, index) => press(index, key)));
  await session.detach();
}
