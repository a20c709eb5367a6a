import { IconPlus } from '@tabler/icons-react';
import type { AnyRecord, Entity } from '../../../shared/kernel/entity';
import type { PaletteGroup } from '../../kit/dialog/palette-model';
import type { CommandItem } from '../../kit/dialog/command-palette';
import { createPath, recordPath } from '../../screens/address';
import type { AreaCommand } from '../../screens/area';
import { recordReference, recordTitle } from '../../screens/text/record-title';
import type { Wording } from '../../screens/text/wording';
import { groupIcons } from '../frame/group-icons';
import type { NavSection } from '../navigation';
import type { Hits } from './use-palette-search';

/** Something in the palette, and where it leads. */
export interface Destination extends CommandItem {
  readonly path: string;
}

const fits = (label: string, typed: string) =>
  typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => label.toLowerCase().includes(word));

export function pageItems(sections: readonly NavSection[], { t, many }: Wording): Destination[] {
  return sections.flatMap(({ group, pages }) =>
    pages.map(({ path, title }) => {
      const label = typeof title === 'string' ? t(title) : many(title);
      return { id: `page:${path}`, label, detail: t(`areas.${group}`), icon: groupIcons[group], path };
    }),
  );
}

export function actionItems(
  { commands, creatable }: { commands: readonly AreaCommand[]; creatable: readonly Entity[] },
  { t, one }: Wording,
): Destination[] {
  const own = commands.map(({ id, title, icon, path, keys }) => ({
    id: `do:${id}`,
    label: t(title),
    icon,
    path,
    ...(keys ? { keys: keys.map((key) => key.toUpperCase()) } : {}),
  }));
  const known = new Set(own.map(({ path }) => path));
  const create = creatable.flatMap((entity) => {
    const path = createPath(entity);
    // An area's own command for the same is there already, with its keys.
    if (known.has(path)) return [];
    return [{ id: `create:${entity.name}`, label: t('list.create', { one: one(entity) }), icon: IconPlus, path }];
  });
  return [...own, ...create];
}

/** What tells records of the same name apart: a number, or else the first other thing that they are searched by. */
function detailOf(entity: Entity, row: AnyRecord): string | undefined {
  const other = (entity.list.search ?? []).filter((name) => name !== entity.title).map((name) => row[name]);
  const text = other.find((value): value is string => typeof value === 'string' && value !== '');
  return recordReference(entity, row) ?? text;
}

function recordItems({ entity, rows }: Hits, wording: Wording): Destination[] {
  return rows.map((row) => {
    const detail = detailOf(entity, row);
    return {
      id: `${entity.name}:${row.id}`,
      label: recordTitle(entity, row, wording),
      ...(detail ? { detail } : {}),
      path: recordPath(entity, row.id),
    };
  });
}

interface GroupsInput {
  readonly typed: string;
  readonly pages: readonly Destination[];
  readonly actions: readonly Destination[];
  readonly hits: readonly Hits[];
}

/** What the palette shows: records first when something is searched for, else where one can go and what one can do. */
export function paletteGroups(
  { typed, pages, actions, hits }: GroupsInput,
  wording: Wording,
): PaletteGroup<Destination>[] {
  const { t } = wording;
  const matching = (items: readonly Destination[]) =>
    items.filter(({ label, detail = '' }) => fits(`${label} ${detail}`, typed.trim()));
  const groups = [
    { id: 'pages', label: t('palette.pages'), items: matching(pages) },
    { id: 'actions', label: t('palette.actions'), items: matching(actions) },
    ...hits.map((hit) => ({ id: hit.entity.name, label: wording.many(hit.entity), items: recordItems(hit, wording) })),
  ];
  return groups.filter(({ items }) => items.length > 0);
}
