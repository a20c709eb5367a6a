import type { Entity } from '../kernel/entity';
import { AppError } from '../kernel/errors';
import type { ColumnType, Field } from '../kernel/field';
import { text } from '../kernel/field';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly optional: boolean;
}

const idField: Field<unknown> = text({ max: 100 });
const known = new WeakMap<Entity, readonly Column[]>();

/** The columns of an entity's table, `id` first, then its fields in their order. The desk's `_row` is not among them. */
export function columnsOf(entity: Entity): readonly Column[] {
  const found = known.get(entity);
  if (found) return found;
  const fields = Object.entries(entity.fields);
  const columns: Column[] = [
    { name: 'id', type: 'text', optional: false },
    ...fields.map(([name, field]) => ({ name, type: field.column, optional: field.optional })),
  ];
  known.set(entity, columns);
  return columns;
}

/** The field of that name (`id` too); `invalid` with `details.field` when the entity has none. Every name from outside passes here. */
export function fieldOf(entity: Entity, name: string): Field<unknown> {
  const field = name === 'id' ? idField : Object.hasOwn(entity.fields, name) ? entity.fields[name] : undefined;
  if (!field)
    throw new AppError('invalid', `${entity.name} has no field of that name`, { field: name, reason: 'unknownField' });
  return field;
}

/** Does a list order this field without regard to (ASCII) upper and lower case? */
export function isFolded(entity: Entity, name: string): boolean {
  if (name === 'id') return false;
  const { kind } = fieldOf(entity, name);
  return kind === 'text' || kind === 'barcode' || kind === 'localized';
}
