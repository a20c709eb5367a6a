import type { Entity } from '../kernel/entity';
import { AppError } from '../kernel/errors';
import type { Query, Scalar } from '../kernel/query';
import { fieldOf, isFolded } from './columns';
import { joined, quoted, type Dialect, type Row, type SqlValue, type Statement } from './sql';

/** One key of an order. The last one is always `id`, so that no two rows are equal. Empty values come first, both ways alike. */
export interface OrderKey {
  readonly name: string;
  readonly dir: 'asc' | 'desc';
  readonly folded: boolean;
  readonly optional: boolean;
}

/** The keys that a query is sorted by: its own, else the entity's, ended by `id` in the direction of the last. */
export function orderKeys(entity: Entity, sort: Query['sort']): OrderKey[] {
  const chosen = sort.length > 0 ? sort : [entity.list.sort];
  const keys: OrderKey[] = [];
  for (const { field: name, dir } of chosen) {
    const { optional } = fieldOf(entity, name);
    if (keys.some((key) => key.name === name)) continue;
    keys.push({ name, dir, folded: isFolded(entity, name), optional });
    if (name === 'id') return keys;
  }
  return [...keys, { name: 'id', dir: keys.at(-1)?.dir ?? 'asc', folded: false, optional: false }];
}

/** How keys are written: `guarded` keeps the planner from walking an index for them. */
export interface KeyStyle {
  readonly dialect: Dialect;
  readonly guarded: boolean;
}

function column({ name, folded }: OrderKey, { dialect, guarded }: KeyStyle): string {
  if (dialect === 'postgres') return folded ? `lower(${quoted(name)})` : quoted(name);
  return `${guarded ? '+' : ''}${quoted(name)}${folded ? ' COLLATE NOCASE' : ''}`;
}

const place = ({ folded }: OrderKey, { dialect }: KeyStyle) => (folded && dialect === 'postgres' ? 'lower(?)' : '?');

/** `ORDER BY`, without the words. */
export function orderSql(keys: readonly OrderKey[], style: KeyStyle): string {
  const nulls = { asc: ' NULLS FIRST', desc: ' NULLS LAST' };
  return keys
    .map((key) => {
      const tail = style.dialect === 'postgres' && key.optional ? nulls[key.dir] : '';
      return `${column(key, style)} ${key.dir === 'asc' ? 'ASC' : 'DESC'}${tail}`;
    })
    .join(', ');
}

function cursorValues(entity: Entity, keys: readonly OrderKey[], after: readonly Scalar[]): SqlValue[] {
  const fits = (value: Scalar, key: OrderKey) =>
    value === null
      ? key.optional
      : typeof value === (fieldOf(entity, key.name).column === 'integer' ? 'number' : 'string');
  const good = after.length === keys.length && keys.every((key, i) => fits(after[i] ?? null, key));
  if (!good)
    throw new AppError('invalid', 'the cursor does not belong to this query', { field: 'after', reason: 'cursor' });
  return after.map((value) => (typeof value === 'boolean' ? Number(value) : value));
}

const sign = { asc: '>', desc: '<' } as const;
const isNull = (key: OrderKey, style: KeyStyle): Statement => ({ sql: `${column(key, style)} IS NULL`, params: [] });
const isNotNull = (key: OrderKey, style: KeyStyle): Statement => ({
  sql: `${column(key, style)} IS NOT NULL`,
  params: [],
});

function compare(key: OrderKey, word: string, value: SqlValue, style: KeyStyle): Statement {
  return { sql: `${column(key, style)} ${word} ${place(key, style)}`, params: [value] };
}

/**
 * One key and id. Row values are the form of which a database makes a single seek; SQLite does so only for bare columns, so that a key
 * without regard to case takes two statements: the rest of the equal ones, then the further ones. Empty values take one more.
 */
function afterPair(
  [key, id]: readonly [OrderKey, OrderKey],
  [value, last]: readonly SqlValue[],
  style: KeyStyle,
): Statement[] {
  const further = compare(id, sign[id.dir], last ?? null, style);
  if (value === null || value === undefined) {
    const rest = joined([isNull(key, style), further], 'AND', '');
    return key.dir === 'asc' ? [rest, isNotNull(key, style)] : [rest];
  }
  const end = key.optional && key.dir === 'desc' ? [isNull(key, style)] : [];
  if (key.folded && style.dialect === 'sqlite') {
    const equal = joined([compare(key, '=', value, style), further], 'AND', '');
    return [equal, compare(key, sign[key.dir], value, style), ...end];
  }
  const pair: Statement = {
    sql: `(${column(key, style)}, ${column(id, style)}) ${sign[key.dir]} (${place(key, style)}, ?)`,
    params: [value, last ?? null],
  };
  return [pair, ...end];
}

function beyond(key: OrderKey, value: SqlValue, style: KeyStyle): Statement {
  if (value === null) return key.dir === 'asc' ? isNotNull(key, style) : { sql: '1 = 0', params: [] };
  const further = compare(key, sign[key.dir], value, style);
  return key.optional && key.dir === 'desc' ? joined([further, isNull(key, style)], 'OR', '') : further;
}

function afterMany(keys: readonly OrderKey[], values: readonly SqlValue[], style: KeyStyle): Statement {
  const [key, ...others] = keys;
  const value = values[0] ?? null;
  if (!key) return { sql: '1 = 0', params: [] };
  if (others.length === 0) return beyond(key, value, style);
  const same = value === null ? isNull(key, style) : compare(key, '=', value, style);
  const within = joined([same, afterMany(others, values.slice(1), style)], 'AND', '');
  return joined([beyond(key, value, style), within], 'OR', '');
}

/** Several keys: exact, though an index helps with the first of them only. */
function afterKeys(keys: readonly OrderKey[], values: readonly SqlValue[], style: KeyStyle): Statement {
  const [first] = keys;
  const value = values[0] ?? null;
  const exact = afterMany(keys, values, style);
  if (!first || value === null || (first.optional && first.dir === 'desc')) return exact;
  return joined([compare(first, `${sign[first.dir]}=`, value, style), exact], 'AND', '');
}

/** What comes after a cursor: conditions to be read one after the other until the page is full. `invalid` when the cursor is of another query. */
export function afterSql(
  entity: Entity,
  keys: readonly OrderKey[],
  after: readonly Scalar[],
  style: KeyStyle,
): Statement[] {
  const values = cursorValues(entity, keys, after);
  const [key, id] = keys;
  if (keys.length === 2 && key && id) return afterPair([key, id], values, style);
  return [afterKeys(keys, values, style)];
}

/** The cursor that points behind a row. */
export function cursorOf(keys: readonly OrderKey[], row: Row): Scalar[] {
  return keys.map(({ name }) => row[name] ?? null);
}
