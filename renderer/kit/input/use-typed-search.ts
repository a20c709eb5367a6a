import { useEffect, useRef, useState } from 'react';

/** Long enough to type the next letter, short enough not to be felt. */
const PAUSE = 110;

/** What stands in a search field at once, and is searched for as soon as the typing pauses. Follows the address when that changes. */
export function useTypedSearch(search: string, onSearch: (search: string) => void) {
  const [typed, setTyped] = useState(search);
  const timer = useRef<number>(undefined);
  const asked = useRef(search);
  if (asked.current !== search) {
    asked.current = search;
    if (typed !== search) setTyped(search);
  }
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const type = (text: string) => {
    setTyped(text);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(
      () => {
        asked.current = text;
        onSearch(text);
      },
      text === '' ? 0 : PAUSE,
    );
  };
  return [typed, type] as const;
}
