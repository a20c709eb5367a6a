import i18next from 'i18next';
import de from '../../../resources/locales/de.json';
import en from '../../../resources/locales/en.json';
import { domain } from '../../../shared/domain/domain';
import { wordingFor } from './wording';
import { verbWords } from './verb-words';

const i18n = i18next.createInstance();
beforeAll(() => i18n.init({ resources: { en: { translation: en }, de: { translation: de } }, lng: 'en' }));

const names = [...new Set(domain.mutations.map(({ name }) => name))];
const scopes = [...new Set(domain.entities.flatMap(({ scope }) => ('shared' in scope ? [scope.shared] : [])))];

test.each([
  ['English', 'en', en],
  ['German', 'de', de],
] as const)('%s has words for every verb and every scope', (_, language, locale) => {
  const wording = wordingFor(language, i18n.getFixedT(language), []);
  const words = names.map((name) => verbWords(name, wording));
  expect(names.length).toBeGreaterThan(40);
  expect(words.filter((word) => !word || word.includes('.') || word.includes('{{'))).toEqual([]);
  expect(new Set(words).size).toBe(words.length);
  const known: Record<string, string> = locale.ledger.scopes;
  expect(scopes.filter((scope) => !known[scope])).toEqual([]);
});

test('a noun that has no words of its own here is told by its name', () => {
  const wording = wordingFor('en', i18n.getFixedT('en'), []);
  expect(verbWords('taxRate.create', wording)).toBe('Tax rate created');
  expect(verbWords('order.ship', wording)).toBe('Items shipped');
  expect(verbWords('unknown.verb', wording)).toBe('unknown.verb');
});
