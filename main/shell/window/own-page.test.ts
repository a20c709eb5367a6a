import { isOwnPage } from './own-page';

test.each(['app://backroom/', 'app://backroom/#/orders/1', 'app://backroom/index.html#/x#y'])(
  '%s is ours',
  (address) => {
    expect(isOwnPage(address)).toBe(true);
  },
);

test.each([
  '',
  'about:blank',
  'app://backroom',
  'app://backroom/assets/main.js',
  'app://backroom/?x#/y',
  'app://backroom.evil/',
  'app://backroom/../',
  'https://backroom/',
  'file:///app://backroom/',
])('%s is not', (address) => {
  expect(isOwnPage(address)).toBe(false);
});
