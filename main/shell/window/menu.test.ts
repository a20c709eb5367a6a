import type { MenuItemConstructorOptions } from 'electron';
import { shellTexts } from '../shell-texts';
import { menuTemplate } from './menu';

const actions = { newWindow: () => undefined, showLogs: () => undefined };
const itemsOf = (items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...itemsOf(Array.isArray(item.submenu) ? item.submenu : [])]);
const build = (language: 'en' | 'de', mac = false, developer = false) =>
  itemsOf(menuTemplate(shellTexts[language], actions, { mac, developer }));

test.each([true, false])('every item has a word in both languages (mac: %s)', (mac) => {
  const named = (language: 'en' | 'de') => build(language, mac).filter(({ type }) => type !== 'separator');
  expect(named('en').map(({ role }) => role)).toEqual(named('de').map(({ role }) => role));
  for (const language of ['en', 'de'] as const)
    for (const item of named(language)) expect(item.label ?? item.role).toBeTruthy();
  expect(
    named('de')
      .filter(({ label }, n) => label === named('en')[n]?.label)
      .map(({ label }) => label),
  ).toEqual(mac ? [undefined] : []);
});

test('a slip on the keyboard does not reload a form away', () => {
  const reload = build('en').find(({ role }) => role === 'reload');
  expect(reload?.accelerator).toBe('CmdOrCtrl+Shift+R');
  expect(build('en').some(({ role }) => role === 'forceReload')).toBe(false);
});

test('the developer tools are not in a shipped menu', () => {
  expect(build('en').some(({ role }) => role === 'toggleDevTools')).toBe(false);
  expect(build('en', false, true).some(({ role }) => role === 'toggleDevTools')).toBe(true);
});
