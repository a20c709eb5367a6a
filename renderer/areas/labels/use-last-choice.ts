import { useState } from 'react';

/** A choice that this desk makes again and again: kept, and used where it is still offered; else the first that is. */
export function useLastChoice(
  key: string,
  offered: readonly string[],
): readonly [string | undefined, (id: string) => void] {
  const [chosen, setChosen] = useState(() => localStorage.getItem(key));
  const choose = (id: string) => {
    localStorage.setItem(key, id);
    setChosen(id);
  };
  return [offered.find((id) => id === chosen) ?? offered[0], choose];
}
