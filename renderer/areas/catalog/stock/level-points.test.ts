import { levelPoints, stepPath } from './level-points';

test('levels are worked out backwards from what is there now', () => {
  const movements = [
    { at: 30, delta: -4 },
    { at: 10, delta: 10 },
    { at: 20, delta: 2 },
  ];
  expect(levelPoints(8, movements)).toEqual([
    { at: 10, level: 0 },
    { at: 10, level: 10 },
    { at: 20, level: 12 },
    { at: 30, level: 8 },
  ]);
  expect(levelPoints(5, [])).toEqual([]);
});

test('when not all movements are known, the line begins where they begin', () => {
  expect(levelPoints(8, [{ at: 30, delta: -4 }])).toEqual([
    { at: 30, level: 12 },
    { at: 30, level: 8 },
  ]);
});

test('the path steps, fills the box, and shows zero', () => {
  const points = [
    { at: 0, level: 0 },
    { at: 0, level: 10 },
    { at: 50, level: 5 },
  ];
  expect(stepPath(points, { width: 100, height: 20, until: 100 })).toEqual({ line: 'M0 20H0V0H50V10H100', zero: 20 });
  const below = [
    { at: 0, level: 10 },
    { at: 100, level: -10 },
  ];
  expect(stepPath(below, { width: 100, height: 20, until: 100 })).toEqual({ line: 'M0 0H100V20H100', zero: 10 });
  expect(stepPath([], { width: 100, height: 20, until: 100 })).toEqual({ line: '', zero: 20 });
});
