import type { Entity } from '../kernel/entity';
import type { Domain } from '../kernel/register';
import { columnShape } from './format/shape';
import { indexesOf, type Flavour } from './indexes';
import { searchColumns } from './search-sql';

/** An entity's tables in words: text to text, without lists, so that a line of a diff says what has changed. */
export interface TablePicture {
  readonly scope: string;
  /** `text`, `integer` or `json`; a question mark where it may be empty. */
  readonly columns: Readonly<Record<string, string>>;
  readonly search: string;
  readonly deskIndexes: Readonly<Record<string, string>>;
  readonly centreIndexes: Readonly<Record<string, string>>;
}

function indexes(entity: Entity, flavour: Flavour): Record<string, string> {
  return Object.fromEntries(indexesOf(entity, flavour).map(({ name, columns }) => [name, columns.join(', ')]));
}

function pictureOf(entity: Entity): TablePicture {
  const { scope } = entity;
  return {
    scope: 'shared' in scope ? scope.shared : `${scope.place}/<${scope.field}>`,
    columns: columnShape(entity),
    search: searchColumns(entity)
      .map(({ name }) => name)
      .join(', '),
    deskIndexes: indexes(entity, 'desk'),
    centreIndexes: indexes(entity, 'sqlite'),
  };
}

/** All tables of a domain, by entity. Kept as `shared/domain/domain.snap.json`, so that no table changes unannounced. */
export function tablesPicture({ entities }: Domain): Record<string, TablePicture> {
  return Object.fromEntries(entities.map((entity) => [entity.name, pictureOf(entity)]));
}
