import type { Entity } from '../../kernel/entity';
import type { Domain, Shape } from '../../kernel/register';
import { columnsOf } from '../columns';

/** The columns of an entity's table, as a shape tells them. */
export function columnShape(entity: Entity): Record<string, string> {
  return Object.fromEntries(
    columnsOf(entity).map(({ name, type, optional }) => [name, optional ? `${type}?` : type] as const),
  );
}

/** The tables that a domain makes, to be kept when they change: see `Domain.former`. */
export function shapeOf({ entities }: Pick<Domain, 'entities'>): Shape {
  return Object.fromEntries(entities.map((entity) => [entity.name, columnShape(entity)]));
}
