import { fitPlace, SMALLEST } from './fit-place';

const left = { x: 0, y: 0, width: 1920, height: 1040 };
const right = { x: 1920, y: 0, width: 1280, height: 1024 };
const place = (x: number, y: number, width = 1200, height = 800) => ({ x, y, width, height, maximized: false });

test('a window comes back where it was', () => {
  expect(fitPlace(place(100, 50), [left, right])).toEqual({ x: 100, y: 50, width: 1200, height: 800 });
  expect(fitPlace(place(2000, 50), [left, right])).toMatchObject({ x: 2000, y: 50 });
});

test('when its screen is gone, the system places it', () => {
  expect(fitPlace(place(2000, 50), [left])).toEqual({ width: 1360, height: 860 });
  expect(fitPlace(place(-5000, 50), [left])).not.toHaveProperty('x');
  expect(fitPlace(place(100, 3000), [left])).not.toHaveProperty('y');
});

test('its title bar is never above the screen, and it is never larger than the screen or of no use', () => {
  expect(fitPlace(place(0, -40), [left])).toMatchObject({ y: 0 });
  expect(fitPlace(place(0, 0, 9000, 9000), [left])).toMatchObject({ width: 1920, height: 1040 });
  expect(fitPlace(place(0, 0, 200, 10), [left])).toMatchObject(SMALLEST);
});

test('the first time it fits the screen there is', () => {
  expect(fitPlace(null, [{ x: 0, y: 0, width: 1024, height: 700 }])).toEqual({ width: 1024, height: 700 });
  expect(fitPlace(null, [])).toEqual({ width: 1360, height: 860 });
});
