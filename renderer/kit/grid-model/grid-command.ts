import { HEAD_ROW, moveCursor } from './grid-cursor';
import type { GridCursor, GridExtent } from './grid-cursor';

/** What a key asks of the grid. `column` counts the visible columns from 0, `by` is in pixels. */
export type GridCommand =
  | { readonly do: 'move' | 'stretch'; readonly cursor: GridCursor }
  | { readonly do: 'open' | 'look' | 'toggle' | 'all' | 'clear' }
  | { readonly do: 'sort'; readonly column: number }
  | { readonly do: 'resize'; readonly column: number; readonly by: number };

/** The part of a keyboard event that matters here; `ctrl` is Ctrl or Command. */
export interface GridKey {
  readonly key: string;
  readonly shift: boolean;
  readonly ctrl: boolean;
  readonly alt: boolean;
}

const RESIZE_STEP = 16;

/**
 * Reads a key as a command: arrows, Page, Home and End move; with Shift up and down they select; `x` selects the row,
 * Ctrl+A all, Escape none; Enter opens, Space looks. In the head Enter or Space sorts, Alt+arrows resize.
 * @returns `undefined` when the key is not the grid's business
 */
export function gridCommand(pressed: GridKey, cursor: GridCursor, extent: GridExtent): GridCommand | undefined {
  const { key, shift, ctrl, alt } = pressed;
  if (alt) return resizeCommand(key, cursor);
  if (ctrl) return ctrlCommand(key, cursor, extent);
  const moved = moveCursor(cursor, key, extent);
  if (moved) {
    const stretches =
      shift && cursor.row !== HEAD_ROW && moved.row !== HEAD_ROW && key !== 'ArrowLeft' && key !== 'ArrowRight';
    return { do: stretches ? 'stretch' : 'move', cursor: moved };
  }
  if (cursor.row === HEAD_ROW)
    return key === 'Enter' || key === ' ' ? { do: 'sort', column: cursor.column } : undefined;
  return rowCommand(key);
}

function rowCommand(key: string): GridCommand | undefined {
  switch (key) {
    case 'Enter':
      return { do: 'open' };
    case ' ':
      return { do: 'look' };
    case 'x':
    case 'X':
      return { do: 'toggle' };
    case 'Escape':
      return { do: 'clear' };
    default:
      return undefined;
  }
}

function ctrlCommand(key: string, cursor: GridCursor, extent: GridExtent): GridCommand | undefined {
  if (key === 'a' || key === 'A') return { do: 'all' };
  if (key !== 'Home' && key !== 'End') return undefined;
  const moved = moveCursor(cursor, key, extent);
  return moved && { do: 'move', cursor: moved };
}

function resizeCommand(key: string, cursor: GridCursor): GridCommand | undefined {
  if (cursor.row !== HEAD_ROW) return undefined;
  if (key === 'ArrowRight') return { do: 'resize', column: cursor.column, by: RESIZE_STEP };
  if (key === 'ArrowLeft') return { do: 'resize', column: cursor.column, by: -RESIZE_STEP };
  return undefined;
}
