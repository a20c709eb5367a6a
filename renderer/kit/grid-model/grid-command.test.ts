import { gridCommand } from './grid-command';
import { HEAD_ROW, WHOLE_ROW } from './grid-cursor';

const extent = { rows: 50, columns: 3, pageRows: 10 };
const row = { row: 7, column: WHOLE_ROW };
const head = { row: HEAD_ROW, column: 1 };
const press = (key: string, held = '') => ({
  key,
  shift: held === 'shift',
  ctrl: held === 'ctrl',
  alt: held === 'alt',
});

test.each([
  ['ArrowDown', '', { do: 'move', cursor: { row: 8, column: WHOLE_ROW } }],
  ['ArrowDown', 'shift', { do: 'stretch', cursor: { row: 8, column: WHOLE_ROW } }],
  ['PageUp', 'shift', { do: 'stretch', cursor: { row: 0, column: WHOLE_ROW } }],
  ['ArrowRight', 'shift', { do: 'move', cursor: { row: 7, column: 0 } }],
  ['End', 'ctrl', { do: 'move', cursor: { row: 49, column: WHOLE_ROW } }],
  ['Enter', '', { do: 'open' }],
  [' ', '', { do: 'look' }],
  ['x', '', { do: 'toggle' }],
  ['Escape', '', { do: 'clear' }],
  ['a', 'ctrl', { do: 'all' }],
])('%s %s in a row', (key, held, command) => {
  expect(gridCommand(press(key, held), row, extent)).toEqual(command);
});

test.each([
  ['Enter', '', { do: 'sort', column: 1 }],
  [' ', '', { do: 'sort', column: 1 }],
  ['ArrowRight', 'alt', { do: 'resize', column: 1, by: 16 }],
  ['ArrowLeft', 'alt', { do: 'resize', column: 1, by: -16 }],
  ['ArrowDown', 'shift', { do: 'move', cursor: { row: 0, column: WHOLE_ROW } }],
  ['x', '', undefined],
])('%s %s in the head', (key, held, command) => {
  expect(gridCommand(press(key, held), head, extent)).toEqual(command);
});

test('going up into the head with Shift does not select', () => {
  expect(gridCommand(press('ArrowUp', 'shift'), { row: 0, column: WHOLE_ROW }, extent)).toEqual({
    do: 'move',
    cursor: { row: HEAD_ROW, column: 0 },
  });
});

test.each([
  ['x', 'ctrl'],
  ['c', 'ctrl'],
  ['ArrowLeft', 'alt'],
  ['Tab', ''],
  ['k', ''],
])('%s %s is left to others', (key, held) => {
  expect(gridCommand(press(key, held), row, extent)).toBeUndefined();
});
