import type { Entity } from '../../shared/kernel/entity';

/** Where the list of an entity lives. */
export const listPath = ({ area, name }: Pick<Entity, 'area' | 'name'>) => `/${area}/${name}`;

/** Where a record lives. */
export const recordPath = (entity: Pick<Entity, 'area' | 'name'>, id: string) =>
  `${listPath(entity)}/${encodeURIComponent(id)}`;

/** Where a new record is made. `values` are filled in already, e.g. the whole that a part belongs to. */
export const createPath = (entity: Pick<Entity, 'area' | 'name'>, values: Readonly<Record<string, string>> = {}) => {
  const query = new URLSearchParams(values).toString();
  return `${listPath(entity)}/new${query && `?${query}`}`;
};
