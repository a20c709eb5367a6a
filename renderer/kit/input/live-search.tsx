import type { Ref } from 'react';
import { SearchField } from './search-field';
import { useTypedSearch } from './use-typed-search';

interface LiveSearchProps {
  /** What is searched for now; the field follows when it changes from elsewhere. */
  readonly search: string;
  /** Told when the typing pauses. */
  readonly onSearch: (search: string) => void;
  readonly label: string;
  readonly clearLabel: string;
  readonly keys?: readonly string[];
  readonly onLeave?: () => void;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A search field that keeps each letter to itself, so that nothing around it is drawn again until the typing pauses. */
export function LiveSearch({ search, onSearch, ...field }: LiveSearchProps) {
  const [typed, type] = useTypedSearch(search, onSearch);
  return <SearchField {...field} value={typed} onChange={type} />;
}
