import type { AnyRecord, Entity } from '../../../shared/kernel/entity';
import type { GridColumn } from '../../kit/grid-model/grid-column';
import { fieldOf } from '../fields/field-kinds';
import type { Wording } from '../text/wording';
import { sortableFields } from './list-state';

/** The columns of a list, made from the fields of its entity. */
export function listColumns(entity: Entity, names: readonly string[], wording: Wording): GridColumn<AnyRecord>[] {
  const sortable = sortableFields(entity);
  return names.map((name) => {
    const { field, parts } = fieldOf(entity, name);
    const { Cell } = parts;
    return {
      id: name,
      title: wording.field(entity, name),
      cell: (row) => <Cell {...{ entity, name, field, wording }} value={row[name]} record={row} />,
      sortable: sortable.includes(name),
      ...(parts.align ? { align: parts.align } : {}),
      ...(parts.width ? { width: parts.width } : {}),
    };
  });
}

/** Every column that a list of the entity may show: those of its list first, then the other fields. */
export function allColumns(entity: Entity): readonly string[] {
  const others = Object.keys(entity.fields).filter((name) => !entity.list.columns.includes(name));
  return [...entity.list.columns, ...others];
}
