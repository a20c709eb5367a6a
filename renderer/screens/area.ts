import type { Icon } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Entity } from '../../shared/kernel/entity';

/** The groups of the left rail, in the order of the work; `areas.<group>` in the locales names them. */
export const areaGroups = [
  'home',
  'orders',
  'fulfilment',
  'catalog',
  'customers',
  'content',
  'marketing',
  'labels',
  'administration',
] as const;
export type AreaGroup = (typeof areaGroups)[number];

/** Screens of its own for an entity; each takes the place of the default one at the same address. */
export interface EntityScreens {
  readonly entity: string;
  /** `/<area>/<entity>`. Gets the open record beside it for free, see EntityListProps. */
  readonly list?: ComponentType<EntityListProps>;
  /** `/<area>/<entity>/:id`, alone or beside its list. Must mark what it shows with `key={id}` itself where it keeps drafts. */
  readonly record?: ComponentType<RecordScreenProps>;
  /** `/<area>/<entity>/new`, with the whole page to itself; offered to whoever has the capability. */
  readonly create?: { readonly screen: ComponentType; readonly capability: string };
}

export interface EntityListProps {
  readonly entity: Entity;
  /** The record that is open beside the list. */
  readonly openId?: string;
}

export interface OnRecordProps {
  readonly entity: Entity;
  readonly id: string;
}

export interface RecordScreenProps {
  readonly entity: Entity;
  readonly id: string;
  /** Goes back to the list. */
  readonly onClose: () => void;
}

/** A page that is not made from an entity: it has an address of its own and, unless hidden, stands in the rail. */
export interface AreaPage {
  /** From the root, may hold parameters: `/labels/queue`. */
  readonly path: string;
  /** Key of its name in the locales. */
  readonly title: string;
  readonly screen: ComponentType;
  /** Without it everybody may see it. */
  readonly capability?: string;
  /** Not in the rail. */
  readonly hidden?: boolean;
}

/** Something the command palette and the shortcuts offer beside going to pages. */
export interface AreaCommand {
  readonly id: string;
  /** Key of its name in the locales. */
  readonly title: string;
  readonly icon: Icon;
  /** Where it leads. */
  readonly path: string;
  readonly capability?: string;
  /** Keys pressed one after the other, e.g. `['n', 'o']`. */
  readonly keys?: readonly string[];
}

/** What an area shows beyond the default screens. One line in `app/areas.ts` registers it. */
export interface Area {
  readonly group: AreaGroup;
  readonly screens?: readonly EntityScreens[];
  readonly pages?: readonly AreaPage[];
  readonly commands?: readonly AreaCommand[];
  /** Shown on the record of any entity, above its fields; nothing where it has nothing to say. */
  readonly onRecords?: ComponentType<OnRecordProps>;
  /** Parts (entities with `partOf`) that deserve a list of their own in the rail: `['variant']`. */
  readonly parts?: readonly string[];
}
