import { useState } from 'react';

/** Text that survives leaving the screen and a reload of the window, until it is emptied. `key` says what it belongs to. */
export function useKeptText(key: string): readonly [string, (text: string) => void] {
  const [text, setText] = useState(() => localStorage.getItem(key) ?? '');
  const change = (next: string) => {
    setText(next);
    if (next === '') localStorage.removeItem(key);
    else localStorage.setItem(key, next);
  };
  return [text, change];
}
