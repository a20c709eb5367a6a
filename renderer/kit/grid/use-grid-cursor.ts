import { useCallback, useMemo, useState } from 'react';
import { WHOLE_ROW, keepCursor } from '../grid-model/grid-cursor';
import type { GridCursor, KeyedRows } from '../grid-model/grid-cursor';

const START: GridCursor = { row: 0, column: WHOLE_ROW };

interface Held {
  readonly cursor: GridCursor;
  readonly key: string | undefined;
  readonly view: string;
}

/**
 * The cursor, tied to the record it stands on while rows come and go.
 * @param view names the query; another view starts at its first row
 */
export function useGridCursor(rows: KeyedRows, view: string): readonly [GridCursor, (to: GridCursor) => void] {
  const [held, setHeld] = useState<Held>({ cursor: START, key: undefined, view });
  const cursor = useMemo(
    () => (held.view === view ? keepCursor(held.cursor, held.key, rows) : START),
    [held, rows, view],
  );
  const moveTo = useCallback((to: GridCursor) => setHeld({ cursor: to, key: rows.keyAt(to.row), view }), [rows, view]);
  return [cursor, moveTo];
}
