import type { Entity } from '../../shared/kernel/entity';
import { listPath } from '../screens/address';
import { areaGroups, type Area, type AreaGroup } from '../screens/area';

/** A page of the rail. Its name is an entity's plural, or a key of the locales. */
export interface NavPage {
  readonly path: string;
  readonly title: Entity | string;
}

export interface NavSection {
  readonly group: AreaGroup;
  readonly pages: readonly NavPage[];
}

/** In which part of the rail the entities of an area stand. New areas stand in administration until they are given a place. */
const groupOf: Readonly<Record<string, AreaGroup>> = {
  sales: 'orders',
  fulfilment: 'fulfilment',
  catalog: 'catalog',
  stock: 'catalog',
  customers: 'customers',
  companies: 'customers',
  content: 'content',
  merchandising: 'marketing',
  labels: 'labels',
};

interface NavigationInput {
  readonly entities: readonly Entity[];
  readonly areas: readonly Area[];
  /** Whether the person may do it anywhere at all. */
  readonly may: (capability: string) => boolean;
}

/** The rail: what exists and what this person may see, by the work people do. */
export function navigation({ entities, areas, may }: NavigationInput): NavSection[] {
  const parts = new Set(areas.flatMap((area) => area.parts ?? []));
  const listed = entities.filter(
    (entity) => (!entity.partOf || parts.has(entity.name)) && may(entity.capabilities.read),
  );
  const pages = [
    ...listed.map((entity) => ({
      group: groupOf[entity.area] ?? ('administration' as const),
      page: { path: listPath(entity), title: entity },
    })),
    ...areas.flatMap(({ group, pages: own = [] }) =>
      own
        .filter(({ hidden, capability }) => !hidden && (!capability || may(capability)))
        .map(({ path, title }) => ({ group, page: { path, title } })),
    ),
  ];
  return areaGroups.flatMap((group) => {
    const mine = pages.filter((one) => one.group === group).map(({ page }) => page);
    return mine.length > 0 ? [{ group, pages: mine }] : [];
  });
}

/** The page that an address lies on: the longest path that it begins with. */
export function pageAt(sections: readonly NavSection[], address: string): NavPage | undefined {
  const all = sections.flatMap(({ pages }) => pages);
  const on = all.filter(({ path }) => address === path || address.startsWith(`${path}/`));
  return on.sort((a, b) => b.path.length - a.path.length)[0];
}
