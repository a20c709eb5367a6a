import type { AnyRecord, Entity } from '../kernel/entity';
import { AppError } from '../kernel/errors';
import type { Field } from '../kernel/field';
import { columnsOf } from './columns';
import type { Row, SqlValue } from './sql';

/** A value of a field as both databases keep it. JSON is written from the parsed value, so its keys stand in the schema's order. */
export function storedValue(field: Field<unknown>, value: unknown): SqlValue {
  if (value === null || value === undefined) return null;
  if (field.column === 'json') return JSON.stringify(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw new AppError('internal', `a ${field.kind} cannot be stored`);
}

/** A record's values in storage form, in the order of `columnsOf`. The record must be valid. */
export function encode(entity: Entity, record: AnyRecord): SqlValue[] {
  return columnsOf(entity).map(({ name }) => {
    const field = entity.fields[name];
    return field ? storedValue(field, record[name]) : record.id;
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('damaged', 'a stored value is not JSON', { reason: 'row' });
  }
}

function valueOf(field: Field<unknown>, stored: SqlValue | undefined): unknown {
  if (stored === null || stored === undefined) return null;
  if (field.column === 'json') return parsed(String(stored));
  if (field.kind === 'flag') return Number(stored) !== 0;
  return field.column === 'integer' ? Number(stored) : stored;
}

/** A row of an entity's table as a record. Columns that the row lacks are `null`. `damaged` when JSON is broken. */
export function decode(entity: Entity, row: Row): AnyRecord {
  const record: AnyRecord = { id: String(row['id']) };
  for (const [name, field] of Object.entries(entity.fields)) record[name] = valueOf(field, row[name]);
  return record;
}
