import { useEffect, useRef, useState } from 'react';

/** Long enough to type the next letter, short enough not to be felt. */
const PAUSE = 110;

/** What stands in a search field at once, and is searched for as soon as the typing pauses. Follows the address when that changes. */
export function useTypedSearch(search: string, onSearch: (search: string) => void) {
  const [field, setField] = useState({ typed: search, seen: search });
  const timer = useRef<number>(undefined);
  // Asked for here, not yet come back by the address: an echo that is late must not undo what was typed meanwhile.
  const asked = useRef<readonly string[]>([]);
  if (field.seen !== search) {
    setField({ seen: search, typed: asked.current.includes(search) ? field.typed : search });
  }
  useEffect(() => {
    const echo = asked.current.indexOf(search);
    // The address has gone elsewhere: what was about to be asked for is overtaken, and would bring the old words back.
    if (echo === -1) window.clearTimeout(timer.current);
    asked.current = echo === -1 ? [] : asked.current.slice(echo + 1);
  }, [search]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const ask = (text: string) => {
    asked.current = [...asked.current, text];
    onSearch(text);
  };
  const type = (text: string) => {
    setField((now) => ({ ...now, typed: text }));
    window.clearTimeout(timer.current);
    if (text === search && asked.current.length === 0) return; // back to what stands in the address
    timer.current = window.setTimeout(ask, text === '' ? 0 : PAUSE, text);
  };
  return [field.typed, type] as const;
}
