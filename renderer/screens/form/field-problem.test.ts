import { domain } from '../../../shared/domain/domain';
import type { Entity } from '../../../shared/kernel/entity';
import { must } from '../../../shared/kernel/assert';
import { problemOf, problemsOf } from './field-problem';
import { firstValues } from './first-values';

const field = (entity: string, name: string) => must(domain.entity(entity).fields[name], name);
const t = ((key: string) => key) as Parameters<typeof problemsOf>[2]['t'];

test.each([
  ['product', 'sku', undefined, 'required'],
  ['product', 'sku', '   ', 'required'],
  ['product', 'sku', 'x'.repeat(61), 'tooLong'],
  ['product', 'name', {}, 'required'],
  ['product', 'name', { de: 'Lampe' }, undefined],
  ['product', 'description', null, undefined],
  ['product', 'taxRateId', undefined, 'required'],
  ['variant', 'price', NaN, 'notANumber'],
  ['variant', 'price', -5, 'negative'],
  ['variant', 'price', 1e15, 'outOfRange'],
  ['variant', 'price', 0, undefined],
  ['order', 'note', 'x'.repeat(300), 'tooLong'],
  ['barcode', 'code', 'Ünicode', 'barcode'],
  ['customerAddress', 'address', { firstName: 'Ada' }, 'address'],
  ['warehouse', 'storeIds', [], undefined],
])('%s.%s = %j: %s', (entity, name, value, key) => {
  expect(problemOf(field(entity, name), value)?.key).toBe(key);
});

const known = {
  id: 'x1',
  now: 1_700_000_000_000,
  currency: 'GBP',
  given: { variantId: 'v1', gross: '5', id: 'other' },
};

test.each(domain.entities.map((entity) => [entity.name, entity] as const))(
  'a new %s asks only for what a person must type, and its schema takes what the form takes',
  (_name, entity: Entity) => {
    const first = firstValues(entity, known);
    const problems = problemsOf(entity, first, { t });
    const allowed = new Set(['problems.required']);
    expect(Object.values(problems).filter((problem) => !allowed.has(problem))).toEqual([]);
    const filled: Record<string, unknown> = { ...first };
    for (const name of Object.keys(problems)) delete filled[name];
    const rest = entity.schema.safeParse(filled);
    const missing = rest.success ? [] : rest.error.issues.map(({ path }) => String(path[0]));
    // Whatever the form does not complain about, the core will not either.
    expect(missing.filter((name) => !(name in problems))).toEqual([]);
  },
);

test('a part begins with its whole, a price with the currency of the shop; the id cannot be handed in', () => {
  expect(firstValues(domain.entity('price'), known)).toMatchObject({
    id: 'x1',
    variantId: 'v1',
    currency: 'GBP',
    minQuantity: 1000,
    storeId: null,
    gross: undefined,
  });
});
