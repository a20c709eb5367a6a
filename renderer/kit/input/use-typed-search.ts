import { useEffect, useRef, useState } from 'react';

/** Long enough to type the next letter, short enough not to be felt. */
const PAUSE = 110;

/** What stands in a search field at once, and is searched for as soon as the typing pauses. Follows the address when that changes. */
export function useTypedSearch(search: string, onSearch: (search: string) => void) {
  const [typed, setTyped] = useState(search);
  const timer = useRef<number>(undefined);
  const seen = useRef(search);
  // Asked for here, not yet come back by the address: an echo that is late must not undo what was typed meanwhile.
  const asked = useRef<string[]>([]);
  if (seen.current !== search) {
    seen.current = search;
    const echo = asked.current.indexOf(search);
    asked.current = asked.current.slice(echo + 1);
    if (echo === -1) asked.current = [];
    if (echo === -1 || (asked.current.length === 0 && timer.current === undefined)) setTyped(search);
  }
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const type = (text: string) => {
    setTyped(text);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(
      () => {
        timer.current = undefined;
        if (text !== seen.current) asked.current.push(text);
        onSearch(text);
      },
      text === '' ? 0 : PAUSE,
    );
  };
  return [typed, type] as const;
}
