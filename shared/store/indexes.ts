import type { Entity } from '../kernel/entity';
import { isFolded } from './columns';
import { searchColumns } from './search-sql';
import { quoted } from './sql';

/** `desk`: SQLite with `_row`, ready for every list. `sqlite` and `postgres`: the centre, ready for verbs and the feed. */
export type Flavour = 'desk' | 'sqlite' | 'postgres';

export interface Index {
  readonly name: string;
  readonly columns: readonly string[];
  readonly sql: string;
}

const plain = (name: string) => quoted(name);

/** The list's own order, after which lists are also paged within a filter. */
const listOrder = (entity: Entity) => [ordered(entity, entity.list.sort.field), plain('id')];

function ordered(entity: Entity, name: string): string {
  return isFolded(entity, name) ? `${quoted(name)} COLLATE NOCASE` : quoted(name);
}

const isRange = new Set(['date', 'money', 'quantity', 'integer', 'rate']);

/** Names by which rows are looked up with "equals": refs, the place they lie at, choices and flags that lists filter by. */
function keysOf(entity: Entity): string[] {
  const refs = Object.entries(entity.fields).filter(([, field]) => field.kind === 'ref');
  const filters = (entity.list.filters ?? []).filter((name) => !isRange.has(entity.fields[name]?.kind ?? ''));
  const names = [
    entity.partOf,
    'shared' in entity.scope ? undefined : entity.scope.field,
    ...refs.map(([name]) => name),
    ...filters,
  ];
  return names.filter((name) => name !== undefined);
}

function deskColumns(entity: Entity): string[][] {
  const { list } = entity;
  const ranges = (list.filters ?? []).filter((name) => isRange.has(entity.fields[name]?.kind ?? ''));
  const sorts = [list.sort.field, ...(list.sortable ?? []), ...ranges].map((name) => [
    ordered(entity, name),
    plain('id'),
  ]);
  const filters = keysOf(entity).map((name) => [plain(name), ...listOrder(entity)]);
  const search = searchColumns(entity).map(({ sql }) => [`${sql('')} COLLATE NOCASE`, plain('id')]);
  return [...sorts, ...filters, ...search];
}

function centreColumns(entity: Entity): string[][] {
  return keysOf(entity).map((name) => [plain(name), plain('id')]);
}

/** Every index of an entity's table but its key. None is the beginning of another. */
export function indexesOf(entity: Entity, flavour: Flavour): Index[] {
  const further = entity.indexes.map((names) => [...names.map(plain), plain('id')]);
  const all = [...(flavour === 'desk' ? deskColumns(entity) : centreColumns(entity)), ...further];
  const key = (columns: readonly string[]) => columns.join(',');
  const isPart = (one: readonly string[], other: readonly string[]) => key(other).startsWith(`${key(one)},`);
  const distinct = [...new Map(all.map((columns) => [key(columns), columns])).values()];
  return distinct
    .filter((columns) => columns.length > 1 && !distinct.some((other) => isPart(columns, other)))
    .map((columns) => {
      const words = columns.map((column) => column.replace(' COLLATE NOCASE', 'Nocase').replace(/[^A-Za-z]/g, ''));
      const name = `${entity.name}__by_${words.join('_')}`;
      const sql = `CREATE INDEX IF NOT EXISTS ${quoted(name)} ON ${quoted(entity.name)} (${columns.join(', ')})`;
      return { name, columns, sql };
    });
}
