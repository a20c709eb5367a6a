import de from '../../../resources/locales/de.json';
import en from '../../../resources/locales/en.json';
import { domain } from '../../../shared/domain/domain';

/** The words of a verb: `verbs.order.place`. */
function wordsOf(locale: object, name: string): unknown {
  return ['verbs', ...name.split('.')].reduce<unknown>(
    (tree, key) => (tree as Record<string, unknown> | undefined)?.[key],
    locale,
  );
}

const names = [...new Set(domain.mutations.map(({ name }) => name))];
const scopes = [...new Set(domain.entities.flatMap(({ scope }) => ('shared' in scope ? [scope.shared] : [])))];

test.each([
  ['English', en],
  ['German', de],
])('%s has words for every verb and every scope', (_, locale) => {
  expect(names.length).toBeGreaterThan(40);
  expect(names.filter((name) => typeof wordsOf(locale, name) !== 'string')).toEqual([]);
  const known: Record<string, string> = locale.ledger.scopes;
  expect(scopes.filter((scope) => !known[scope])).toEqual([]);
});
