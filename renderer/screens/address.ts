import type { Entity } from '../../shared/kernel/entity';

/** Where the list of an entity lives. */
export const listPath = ({ area, name }: Pick<Entity, 'area' | 'name'>) => `/${area}/${name}`;

/** Where a record lives. */
export const recordPath = (entity: Pick<Entity, 'area' | 'name'>, id: string) =>
  `${listPath(entity)}/${encodeURIComponent(id)}`;

/** Where the centre's audit log is read; with a record: what it says of that one. */
export const auditPath = (about?: { readonly entity: string; readonly id: string }) =>
  `/administration/audit${about ? `?${new URLSearchParams({ ...about }).toString()}` : ''}`;

/** Where a new record is made. `values` are filled in already, e.g. the whole that a part belongs to. */
export const createPath = (entity: Pick<Entity, 'area' | 'name'>, values: Readonly<Record<string, string>> = {}) => {
  const query = new URLSearchParams(values).toString();
  return `${listPath(entity)}/new${query && `?${query}`}`;
};
