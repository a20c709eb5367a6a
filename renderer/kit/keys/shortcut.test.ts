import { keyName, matchShortcut, type Shortcut } from './shortcut';

const run = () => undefined;
const list: Shortcut[] = [
  { keys: ['n'], run },
  { keys: ['g', 'o'], run },
  { keys: ['mod+s'], run },
];

test.each([
  [{ key: 'N', ctrl: false, alt: false }, 'n'],
  [{ key: 's', ctrl: true, alt: false }, 'mod+s'],
  [{ key: '?', ctrl: false, alt: false }, '?'],
  [{ key: 'Escape', ctrl: false, alt: false }, 'Escape'],
  [{ key: 'Shift', ctrl: false, alt: false }, null],
  [{ key: 'n', ctrl: false, alt: true }, null],
])('%j is called %s', (pressed, name) => {
  expect(keyName(pressed)).toBe(name);
});

test('keys lead to a shortcut, to the beginning of one, or to nothing', () => {
  expect(matchShortcut(list, ['n'])).toBe(list[0]);
  expect(matchShortcut(list, ['g'])).toBe('more');
  expect(matchShortcut(list, ['g', 'o'])).toBe(list[1]);
  expect(matchShortcut(list, ['g', 'x'])).toBeNull();
  expect(matchShortcut(list, ['x'])).toBeNull();
});

test('what came last wins: it belongs to what is on top', () => {
  const top: Shortcut = { keys: ['n'], run };
  expect(matchShortcut([...list, top], ['n'])).toBe(top);
});
