import type { Entity, SortKey } from '../../../shared/kernel/entity';
import type { Condition, QueryInput } from '../../../shared/kernel/query';
import { fieldOf } from '../fields/field-kinds';

/** What a list shows, as it stands in its address: `?q=miller&sort=-placedAt&f.state=new,confirmed`. */
export interface ListState {
  readonly search: string;
  readonly sort: SortKey;
  /** Values of filters by field. */
  readonly filters: Readonly<Record<string, string>>;
}

const FILTER = 'f.';

export const sortableFields = ({ list }: Entity): readonly string[] => [list.sort.field, ...(list.sortable ?? [])];

function readSort(entity: Entity, text: string | null): SortKey {
  if (text === null) return entity.list.sort;
  const field = text.replace(/^-/, '');
  return sortableFields(entity).includes(field)
    ? { field, dir: text.startsWith('-') ? 'desc' : 'asc' }
    : entity.list.sort;
}

/** Reads an address; what the entity does not offer is left out. */
export function readListState(entity: Entity, params: URLSearchParams): ListState {
  const offered = entity.list.filters ?? [];
  const filters = offered.flatMap((name): [string, string][] => {
    const value = params.get(FILTER + name);
    return value ? [[name, value]] : [];
  });
  return {
    search: (params.get('q') ?? '').slice(0, 200),
    sort: readSort(entity, params.get('sort')),
    filters: Object.fromEntries(filters),
  };
}

/** Writes a state into an address, whose other parameters stay. What is as usual is left out. */
export function writeListState(entity: Entity, state: ListState, params: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(
    [...params].filter(([name]) => name !== 'q' && name !== 'sort' && !name.startsWith(FILTER)),
  );
  if (state.search !== '') next.set('q', state.search);
  const { field, dir } = state.sort;
  const usual = entity.list.sort;
  if (field !== usual.field || dir !== usual.dir) next.set('sort', `${dir === 'desc' ? '-' : ''}${field}`);
  for (const [name, value] of Object.entries(state.filters)) if (value !== '') next.set(FILTER + name, value);
  return next;
}

export const isFiltered = ({ search, filters }: ListState) => search.trim() !== '' || Object.keys(filters).length > 0;

/** The state as a query, without its entity. */
export function queryOf(entity: Entity, state: ListState): Omit<QueryInput, 'entity' | 'after'> {
  const where = Object.entries(state.filters).flatMap(([name, value]): Condition[] =>
    fieldOf(entity, name).parts.conditions(name, value),
  );
  return { where, search: state.search.trim(), sort: [state.sort], limit: 100 };
}
