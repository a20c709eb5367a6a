import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import de from '../../resources/locales/de.json';
import en from '../../resources/locales/en.json';
import { domain } from '../../shared/domain/domain';
import { errorCodes } from '../../shared/kernel/errors';
import { spans } from '../kit/input/day-span';
import { areaGroups } from '../screens/area';

type Tree = { readonly [key: string]: string | Tree };

const leaves = (tree: Tree, at = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[at + key, value] as [string, string]] : leaves(value, `${at}${key}.`),
  );
const english = new Map(leaves(en));
const german = new Map(leaves(de));

const sources = readdirSync(join(__dirname, '..'), { recursive: true, withFileTypes: true })
  .filter((file) => file.isFile() && /\.tsx?$/.test(file.name) && !/\.test\.tsx?$/.test(file.name))
  .map((file) => ({ name: file.name, text: readFileSync(join(file.parentPath, file.name), 'utf8') }));

/** Keys as they stand in the code: `t('a.b')`, either arm of a condition, `title: 'a.b'`; with `${…}` only the part before it. */
function usedKeys(text: string): string[] {
  const calls = [...text.matchAll(/\bt\(([^()]*(?:\([^()]*\)[^()]*)*)\)/gs)].map(([, inside]) => inside ?? '');
  const inCalls = calls.flatMap((inside) =>
    [...inside.matchAll(/['"`]([a-z]\w*\.[\w.${}]*[\w}])['"`]/gi)].map(([, key]) => key ?? ''),
  );
  const titles = [...text.matchAll(/\btitle: '([a-z]\w*\.[\w.]+)'/gi)].map(([, key]) => key ?? '');
  return [...inCalls, ...titles].map((key) => key.replace(/\$\{.*$/s, '*'));
}

const known = (key: string) => {
  if (key.endsWith('*')) return [...english.keys()].some((one) => one.startsWith(key.slice(0, -1)));
  return english.has(key) || (english.has(`${key}_one`) && english.has(`${key}_other`));
};

test('both languages have the same keys, none of them empty', () => {
  expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
  expect([...english, ...german].filter(([, words]) => words.trim() === '')).toEqual([]);
});

test('both languages fill in the same things', () => {
  const holes = (words: string) =>
    [...new Set([...words.matchAll(/\{\{(\w+)/g)].map(([, name]) => name))].sort().join();
  const unlike = [...english].filter(([key, words]) => holes(words) !== holes(german.get(key) ?? ''));
  expect(unlike).toEqual([]);
});

test('what the code says exists', () => {
  const missing = sources.flatMap(({ name, text }) =>
    usedKeys(text)
      .filter((key) => !known(key))
      .map((key) => `${name}: ${key}`),
  );
  expect(missing).toEqual([]);
});

test('the search for keys finds them and sees a missing one', () => {
  expect(usedKeys("t('a.b') t(x ? 'c.d' : 'e.f', { g: h('i') }) t(`j.${k}.l`) const m = { title: 'n.o' }")).toEqual([
    'a.b',
    'c.d',
    'e.f',
    'j.*',
    'n.o',
  ]);
  expect(['nowhere.at.all', 'nowhere.*'].map(known)).toEqual([false, false]);
});

test('whatever comes from a closed set has words', () => {
  const sections = domain.entities.flatMap(({ form }) => form.map(({ section }) => `sections.${section}`));
  const errors = errorCodes.flatMap((code) => ['happened', 'kept', 'advice'].map((part) => `errors.${code}.${part}`));
  const keys = [
    ...sections,
    ...errors,
    ...areaGroups.map((group) => `areas.${group}`),
    ...spans.map((span) => `spans.${span}`),
  ];
  expect(keys.filter((key) => !english.has(key))).toEqual([]);
});
