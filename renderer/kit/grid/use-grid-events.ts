import type { KeyboardEvent, MouseEvent } from 'react';
import { gridCommand } from '../grid-model/grid-command';
import type { GridCommand } from '../grid-model/grid-command';
import { HEAD_ROW, WHOLE_ROW } from '../grid-model/grid-cursor';
import type { GridCursor, GridExtent } from '../grid-model/grid-cursor';
import type { RowPages } from '../grid-model/row-pages';
import type { Resize } from './use-column-widths';
import type { GridSelect } from './use-grid-select';

interface GridEventsInput<Row> {
  readonly rows: RowPages<Row>;
  readonly cursor: GridCursor;
  readonly extent: GridExtent;
  readonly select: GridSelect | undefined;
  readonly idPrefix: string;
  readonly moveTo: (cursor: GridCursor) => void;
  /** Scrolls until a row is seen. */
  readonly show: (index: number) => void;
  readonly sortBy: (column: number) => void;
  readonly resize: Resize;
  readonly onOpen: ((row: Row) => void) | undefined;
  readonly onQuickLook: ((row: Row) => void) | undefined;
}

const INTERACTIVE = 'a, button, input, select, textarea, [contenteditable]';

/** What keys and presses do in a grid. Listens once for the whole grid, so that rows stay cheap. */
export function useGridEvents<Row>(input: GridEventsInput<Row>) {
  const { cursor, idPrefix } = input;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (isElsewhere(event)) return;
    const { key, shiftKey: shift, altKey: alt } = event;
    const command = gridCommand({ key, shift, alt, ctrl: event.ctrlKey || event.metaKey }, cursor, input.extent);
    if (!command || !obey(command, input)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    if (isElsewhere(event) || !(event.target instanceof Element)) return;
    const index = Number(event.target.closest('[data-row]')?.getAttribute('data-row') ?? NaN);
    const row = input.rows.at(index);
    if (row === undefined) return;
    const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey;
    if (event.shiftKey) input.select?.stretch(Math.max(0, cursor.row), index);
    else if (!plain || event.target.closest('[data-lead]')) input.select?.toggle(index);
    else input.onOpen?.(row);
    input.moveTo({ row: index, column: WHOLE_ROW });
  };
  return { onKeyDown, onClick, activeId: activeId(idPrefix, cursor, input.extent) };
}

/** A link or field inside a cell keeps its own keys and presses. */
function isElsewhere(event: { readonly target: EventTarget; readonly currentTarget: EventTarget }): boolean {
  return (
    event.target instanceof Element &&
    event.target !== event.currentTarget &&
    event.target.closest(INTERACTIVE) !== null
  );
}

function activeId(prefix: string, cursor: GridCursor, extent: GridExtent): string | undefined {
  if (cursor.row === HEAD_ROW) return `${prefix}-head-${cursor.column}`;
  if (cursor.row >= extent.rows) return undefined;
  return cursor.column === WHOLE_ROW ? `${prefix}-${cursor.row}` : `${prefix}-${cursor.row}-${cursor.column}`;
}

/** @returns false when the command had nothing to do, so that the key goes on to whoever else wants it */
function obey<Row>(command: GridCommand, input: GridEventsInput<Row>): boolean {
  const { cursor, select, rows } = input;
  const row = rows.at(cursor.row);
  switch (command.do) {
    case 'move':
    case 'stretch':
      if (command.do === 'stretch') select?.stretch(cursor.row, command.cursor.row);
      input.moveTo(command.cursor);
      reveal(command.cursor, input);
      return true;
    case 'open':
      if (row !== undefined) input.onOpen?.(row);
      return row !== undefined && input.onOpen !== undefined;
    case 'look':
      if (row !== undefined) input.onQuickLook?.(row);
      return true;
    case 'toggle':
      select?.toggle(cursor.row);
      return select !== undefined;
    case 'all':
      select?.toggleAll();
      return select !== undefined;
    case 'clear':
      return select?.clear() ?? false;
    case 'sort':
      input.sortBy(command.column);
      return true;
    case 'resize':
      input.resize(command.column, { from: headWidth(input.idPrefix, command.column), by: command.by });
      return true;
    default: {
      const never: never = command;
      return never;
    }
  }
}

function reveal<Row>(to: GridCursor, input: GridEventsInput<Row>): void {
  if (to.row !== HEAD_ROW) input.show(to.row);
  if (to.column === WHOLE_ROW) return;
  // All rows share their columns, so the head's cell is as good as the row's and is always there.
  document
    .getElementById(`${input.idPrefix}-head-${to.column}`)
    ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function headWidth(prefix: string, column: number): number {
  return document.getElementById(`${prefix}-head-${column}`)?.getBoundingClientRect().width ?? 0;
}
