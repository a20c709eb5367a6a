import { twinTable } from '../../main/core/store/replica/capture-triggers';
import type { Entity } from '../../shared/kernel/entity';
import { decode } from '../../shared/store/codec';
import { columnsOf } from '../../shared/store/columns';
import { quoted } from '../../shared/store/sql';

export type Value = string | number | null;
/** Looks at a database past everything that the product does: rows as arrays. */
export type Look = (sql: string, params?: readonly Value[]) => Value[][];

/** Rows in storage form, `columnsOf` order, by `entity id`. */
export type Rows = Map<string, readonly Value[]>;

interface Shape {
  readonly all: string;
  readonly twins: string;
  /** Where the column stands that names the place; -1 where a row is shared. */
  readonly place: number;
  readonly column: Readonly<Record<string, number>>;
}
const shapes = new WeakMap<Entity, Shape>();

/** What is asked of an entity's table again and again. */
export function shapeOf(entity: Entity): Shape {
  const known = shapes.get(entity);
  if (known) return known;
  const columns = columnsOf(entity);
  const names = columns.map(({ name }) => quoted(name)).join(', ');
  const { scope } = entity;
  const shape = {
    all: `SELECT ${names} FROM ${quoted(entity.name)}`,
    twins: `SELECT ${names}, "_absent" FROM ${quoted(twinTable(entity))}`,
    place: 'shared' in scope ? -1 : columns.findIndex(({ name }) => name === scope.field),
    column: Object.fromEntries(columns.map(({ name }, at) => [name, at])),
  };
  shapes.set(entity, shape);
  return shape;
}

/** What people see. */
export function visibleRows(look: Look, entities: readonly Entity[]): Rows {
  const rows: Rows = new Map();
  for (const entity of entities)
    for (const row of look(shapeOf(entity).all)) rows.set(`${entity.name} ${String(row[0])}`, row);
  return rows;
}

/** What the centre has told: the visible rows with the twins in their places. */
export function baseRows(look: Look, entities: readonly Entity[], visible: Rows): Rows {
  const rows: Rows = new Map(visible);
  for (const entity of entities) {
    for (const row of look(shapeOf(entity).twins)) {
      const key = `${entity.name} ${String(row[0])}`;
      if (row.at(-1) === 1) rows.delete(key);
      else rows.set(key, row.slice(0, -1));
    }
  }
  return rows;
}

const byName = new WeakMap<readonly Entity[], Map<string, Entity>>();

/** The entity of a row's key. */
export function entityOf(entities: readonly Entity[], key: string): Entity {
  const known = byName.get(entities) ?? new Map(entities.map((entity) => [entity.name, entity]));
  byName.set(entities, known);
  const entity = known.get(key.slice(0, key.indexOf(' ')));
  if (!entity) throw new Error(`no entity of ${key}`);
  return entity;
}

/** The record of a row. */
export function recordOf(entity: Entity, row: readonly Value[]) {
  return decode(entity, Object.fromEntries(columnsOf(entity).map(({ name }, at) => [name, row[at] ?? null])));
}

/** The scope of a row. */
export function scopeOfRow(entity: Entity, row: readonly Value[]): string {
  if ('shared' in entity.scope) return entity.scope.shared;
  return `${entity.scope.place}/${String(row[shapeOf(entity).place])}`;
}

/** The first difference, in words; null when there is none. */
export function difference(is: Rows, should: Rows): string | null {
  for (const [key, row] of should) {
    const there = is.get(key);
    if (!there) return `${key} is missing`;
    const at = row.findIndex((value, index) => value !== there[index]);
    if (at !== -1) return `${key} column ${at} is ${String(there[at])}, not ${String(row[at])}`;
  }
  for (const key of is.keys()) if (!should.has(key)) return `${key} is too much`;
  return null;
}
