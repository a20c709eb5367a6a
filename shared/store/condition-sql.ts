import { assertNever } from '../kernel/assert';
import type { Entity } from '../kernel/entity';
import { AppError } from '../kernel/errors';
import type { Field } from '../kernel/field';
import type { Condition, Scalar } from '../kernel/query';
import { fieldOf, isFolded } from './columns';
import { places, quoted, type Dialect, type SqlValue, type Statement } from './sql';

/** Greater than any character that a text can hold: the end of a prefix range. */
const LAST = '\u{10FFFF}';

function wrong(name: string): AppError {
  return new AppError('invalid', 'the condition does not suit the field', { field: name, reason: 'condition' });
}

function scalar(field: Field<unknown>, name: string, value: Condition['value']): SqlValue {
  if (value === null) return null;
  if (field.kind === 'flag') {
    if (typeof value === 'boolean') return value ? 1 : 0;
  } else if (field.column === 'integer') {
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  } else if (typeof value === 'string') return value;
  throw wrong(name);
}

const comparison = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

interface Operand {
  readonly field: Field<unknown>;
  readonly name: string;
  /** The column as it stands in the SQL. */
  readonly left: string;
  readonly folded: boolean;
  readonly dialect: Dialect;
}

function equals({ field, name, left, folded, dialect }: Operand, value: Scalar): Statement {
  const stored = scalar(field, name, value);
  if (stored === null) return { sql: `${left} IS NULL`, params: [] };
  // The desk's index on such a column ignores case, so ask it first and let the exact comparison decide.
  if (folded && dialect === 'sqlite')
    return { sql: `${left} = ? COLLATE NOCASE AND ${left} = ?`, params: [stored, stored] };
  return { sql: `${left} = ?`, params: [stored] };
}

function oneOf({ field, name, left }: Operand, values: readonly Scalar[]): Statement {
  const stored = values.map((value) => scalar(field, name, value));
  const params = stored.filter((value) => value !== null);
  const orEmpty = params.length < stored.length ? ` OR ${left} IS NULL` : '';
  return { sql: (params.length > 0 ? `${left} IN (${places(params.length)})` : '1 = 0') + orEmpty, params };
}

/** Text that begins with `value`, without regard to ASCII case. */
export function prefixSql(left: string, value: string, dialect: Dialect): Statement {
  if (dialect === 'postgres') return { sql: `starts_with(lower(${left}), lower(?))`, params: [value] };
  const range = `${left} >= ? COLLATE NOCASE AND ${left} < ? COLLATE NOCASE`;
  return { sql: range, params: [value, value + LAST] };
}

function has({ field, name, left, dialect }: Operand, value: Scalar): Statement {
  const item = field.options.item;
  if (field.kind !== 'list' || !item || value === null) throw wrong(name);
  const stored = scalar(item, name, value);
  if (dialect === 'postgres') return { sql: `${left}::jsonb @> ?::jsonb`, params: [JSON.stringify([stored])] };
  return { sql: `EXISTS (SELECT 1 FROM json_each(${left}) WHERE value = ?)`, params: [stored] };
}

function empty({ field, left }: Operand): Statement {
  if (field.column === 'json') return { sql: `(${left} IS NULL OR ${left} IN ('[]', '{}'))`, params: [] };
  return { sql: field.column === 'text' ? `(${left} IS NULL OR ${left} = '')` : `${left} IS NULL`, params: [] };
}

const isText = (field: Field<unknown>) => field.column === 'text';

/** What a column holds in rows that meet an `eq`. `invalid` as `conditionSql` says it. */
export function storedCondition(entity: Entity, { field: name, value }: Condition): SqlValue {
  const field = fieldOf(entity, name);
  if (Array.isArray(value) || field.column === 'json') throw wrong(name);
  return scalar(field, name, value);
}

/** A condition as SQL. `guarded` keeps the planner from using an index for it. `invalid` names a field that does not exist or does not suit. */
export function conditionSql(
  entity: Entity,
  { field: name, op, value }: Condition,
  { dialect, guarded = false }: { dialect: Dialect; guarded?: boolean },
): Statement {
  const field = fieldOf(entity, name);
  const left = `${guarded && dialect === 'sqlite' ? '+' : ''}${quoted(name)}`;
  const operand: Operand = { field, name, left, folded: isText(field) && isFolded(entity, name), dialect };
  if (op === 'in') {
    if (!Array.isArray(value) || field.column === 'json') throw wrong(name);
    return oneOf(operand, value);
  }
  if (op === 'empty') return empty(operand);
  if (Array.isArray(value)) throw wrong(name);
  if (op === 'has') return has(operand, value);
  if (field.column === 'json') throw wrong(name);
  switch (op) {
    case 'eq':
      return equals(operand, value);
    case 'ne': {
      const word = dialect === 'postgres' ? 'IS DISTINCT FROM' : 'IS NOT';
      return { sql: `${left} ${word} ?`, params: [scalar(field, name, value)] };
    }
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte': {
      const stored = scalar(field, name, value);
      if (stored === null) throw wrong(name);
      return { sql: `${left} ${comparison[op]} ?`, params: [stored] };
    }
    case 'prefix':
      if (!isText(field) || typeof value !== 'string') throw wrong(name);
      return prefixSql(left, value, dialect);
    default:
      return assertNever(op);
  }
}
