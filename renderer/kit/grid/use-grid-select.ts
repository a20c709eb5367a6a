import { useMemo, useRef } from 'react';
import type { KeyedRows } from '../grid-model/grid-cursor';
import { keysBetween, selectedShare, stretched, toggled } from '../grid-model/grid-selection';
import type { GridSelection } from '../grid-model/grid-selection';

const NOTHING: GridSelection = new Set();

/** The ways to select rows in a grid. */
export interface GridSelect {
  readonly selection: GridSelection;
  readonly share: 'none' | 'some' | 'all';
  readonly toggle: (index: number) => void;
  /** Stretches the range that began at the last toggled row, or at `from`. */
  readonly stretch: (from: number, to: number) => void;
  /** Selects all loaded rows, or none when all are selected. */
  readonly toggleAll: () => void;
  /** Selects nothing; says whether anything was selected before. */
  readonly clear: () => boolean;
}

/** Selecting rows by key; `undefined` when the grid has no `onSelection`. */
export function useGridSelect(
  rows: KeyedRows,
  chosen: GridSelection | undefined,
  onSelection: ((selection: GridSelection) => void) | undefined,
): GridSelect | undefined {
  const selection = chosen ?? NOTHING;
  const anchor = useRef<{ index: number; reach: number } | undefined>(undefined);
  const share = useMemo(() => selectedShare(selection, rows), [selection, rows]);
  if (!onSelection) return undefined;
  return {
    selection,
    share,
    toggle: (index) => {
      const key = rows.keyAt(index);
      if (key === undefined) return;
      anchor.current = { index, reach: index };
      onSelection(toggled(selection, key));
    },
    stretch: (from, to) => {
      const range = anchor.current?.reach === from ? anchor.current : { index: from, reach: from };
      anchor.current = { index: range.index, reach: to };
      onSelection(stretched(selection, rows, { anchor: range.index, from: range.reach, to }));
    },
    toggleAll: () => onSelection(share === 'all' ? NOTHING : new Set(keysBetween(rows, 0, rows.count - 1))),
    clear: () => {
      anchor.current = undefined;
      if (selection.size > 0) onSelection(NOTHING);
      return selection.size > 0;
    },
  };
}
