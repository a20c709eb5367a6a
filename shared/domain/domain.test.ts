import { contentLocales } from '../kernel/field';
import { may } from '../kernel/permission';
import { domain } from './domain';
import { builtInRoles } from './staff/built-in-roles';

const fieldsOf = (name: string) => Object.keys(domain.entity(name).fields);

describe('the register', () => {
  it.each(domain.entities.map((entity) => [entity.name, entity] as const))('%s is sound', (_, entity) => {
    const { list, form, title, partOf, indexes, scope } = entity;
    const named = [
      ...list.columns,
      list.sort.field,
      ...(list.sortable ?? []),
      ...(list.filters ?? []),
      ...(list.search ?? []),
      ...form.flatMap((section) => section.fields),
      title,
      ...(partOf ? [partOf] : []),
      ...indexes.flat(),
      ...('place' in scope ? [scope.field] : []),
    ];
    expect(named.filter((field) => !fieldsOf(entity.name).includes(field))).toEqual([]);
    for (const { kind, options } of Object.values(entity.fields)) {
      if (kind === 'ref') expect(() => domain.entity(options.entity ?? '')).not.toThrow();
      if (options.currency) expect(fieldsOf(entity.name)).toContain(options.currency);
    }
  });

  it.each(domain.entities.map((entity) => [entity.name, entity] as const))(
    '%s has words in every language',
    (_, entity) => {
      for (const language of contentLocales) {
        const words = entity.words[language];
        expect([words.one, words.many, ...Object.values(words.fields)].filter((word) => !word)).toEqual([]);
        expect(Object.keys(words.fields).sort()).toEqual(fieldsOf(entity.name).sort());
      }
      expect(Object.keys(entity.words.de.choices)).toEqual(Object.keys(entity.words.en.choices));
    },
  );

  it('names verbs after an entity of the register and grants every capability to some role', () => {
    for (const { name, capability } of domain.mutations) {
      const [entity] = name.split('.');
      expect(domain.entity(entity ?? '').name).toBe(entity);
      expect(capability.split('.')).toHaveLength(3);
      const granted = builtInRoles.some(({ allow, deny }) =>
        may([{ allow, deny, stores: '*', warehouses: '*' }], capability),
      );
      expect({ capability, granted }).toEqual({ capability, granted: true });
    }
  });

  it('refuses a name that is registered twice, and knows no unknown names', () => {
    expect(() => domain.entity('unicorn')).toThrow('unknown entity');
    expect(() => domain.mutation('order.fly')).toThrow('unknown verb');
  });
});
