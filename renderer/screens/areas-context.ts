import { createContext, useContext } from 'react';
import type { Area, EntityScreens } from './area';

/** What the areas show of their own, looked up by entity. */
export interface Areas {
  readonly all: readonly Area[];
  screensOf(entity: string): EntityScreens | undefined;
  /** What they show on every record, above its fields. */
  readonly onRecords: readonly NonNullable<Area['onRecords']>[];
}

export function areasOf(all: readonly Area[]): Areas {
  const screens = new Map(all.flatMap((area) => area.screens ?? []).map((own) => [own.entity, own]));
  const onRecords = all.flatMap((area) => area.onRecords ?? []);
  return { all, screensOf: (entity) => screens.get(entity), onRecords };
}

/** The app provides it; without it every screen is a default one. */
export const AreasContext = createContext<Areas>(areasOf([]));

export const useAreas = () => useContext(AreasContext);
