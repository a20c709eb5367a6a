import { domain } from '../../shared/domain/domain';
import { builtInRoles } from '../../shared/domain/staff/built-in-roles';
import { may } from '../../shared/kernel/permission';
import type { Area } from '../screens/area';
import { navigation, pageAt } from './navigation';

const queue = { path: '/labels/queue', title: 'x', screen: () => null, capability: 'labels.label.print' };
const areas: readonly Area[] = [
  { group: 'catalog', parts: ['variant'] },
  { group: 'labels', pages: [queue, { ...queue, path: '/labels/hidden', hidden: true }] },
];
const railOf = (role: string) => {
  const found = builtInRoles.find(({ id }) => id === role);
  const rights = found
    ? [{ allow: found.allow, deny: found.deny, stores: '*' as const, warehouses: '*' as const }]
    : [];
  return navigation({ entities: domain.entities, areas, may: (capability) => may(rights, capability) });
};
const paths = (role: string) => railOf(role).flatMap(({ pages }) => pages.map(({ path }) => path));

test('the administrator sees every list that is no part of another, and the pages of areas that are not hidden', () => {
  const whole = domain.entities.filter(({ partOf }) => !partOf).map(({ area, name }) => `/${area}/${name}`);
  expect(new Set(paths('role-administrator'))).toEqual(new Set([...whole, '/catalog/variant', '/labels/queue']));
});

test('others see what they may read, and nobody without rights sees anything', () => {
  expect(paths('role-warehouse')).not.toContain('/customers/customer');
  expect(paths('role-clerk')).toContain('/customers/customer');
  expect(paths('nobody')).toEqual([]);
});

test('areas stand in the order of the work, and an address finds its page', () => {
  const sections = railOf('role-administrator');
  expect(sections.map(({ group }) => group)).toEqual(['orders', 'catalog', 'customers', 'labels', 'administration']);
  expect(pageAt(sections, '/catalog/variant/v-1')?.path).toBe('/catalog/variant');
  expect(pageAt(sections, '/labels/queue')?.path).toBe('/labels/queue');
  expect(pageAt(sections, '/catalog/variants')).toBeUndefined();
});
