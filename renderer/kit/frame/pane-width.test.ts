import { LEAST_PANE, paneWidth, paneWidthAfter } from './pane-width';

test('both panes keep their least width', () => {
  expect(paneWidth(600, 1400)).toBe(600);
  expect(paneWidth(10, 1400)).toBe(LEAST_PANE);
  expect(paneWidth(1390, 1400)).toBe(1400 - LEAST_PANE);
});

test('a window too narrow for two still gives the record its least width', () => {
  expect(paneWidth(700, 500)).toBe(LEAST_PANE);
});

test('keys move the divider the way they point', () => {
  expect(paneWidthAfter('ArrowLeft', 600, 1400)).toBe(624);
  expect(paneWidthAfter('ArrowRight', 600, 1400)).toBe(576);
  expect(paneWidthAfter('Home', 600, 1400)).toBe(1400 - LEAST_PANE);
  expect(paneWidthAfter('End', 600, 1400)).toBe(LEAST_PANE);
  expect(paneWidthAfter('Enter', 600, 1400)).toBeUndefined();
});
