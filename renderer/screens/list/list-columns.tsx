import type { AnyRecord, Entity } from '../../../shared/kernel/entity';
import type { Field } from '../../../shared/kernel/field';
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
    const width = parts.width ?? widthOf(field);
    return {
      id: name,
      title: wording.field(entity, name),
      cell: (row) => <Cell {...{ entity, name, field, wording }} value={row[name]} record={row} />,
      sortable: sortable.includes(name),
      ...(parts.align ? { align: parts.align } : {}),
      ...(width ? { width } : {}),
    };
  });
}

/** Pixels of short texts, such as numbers and codes; longer ones share what is left. */
function widthOf({ kind, options }: Field<unknown>): number | undefined {
  if (kind !== 'text' || options.max === undefined || options.max > 60) return undefined;
  return options.max > 8 ? 132 : 92;
}

/** The columns that matter while a record is open beside the list: the first few, states and amounts. */
export function columnsBeside(entity: Entity, names: readonly string[]): readonly string[] {
  return names.filter((name, at) => at < 3 || ['choice', 'money'].includes(entity.fields[name]?.kind ?? ''));
}

/** Every column that a list of the entity may show: those of its list first, then the other fields. */
export function allColumns(entity: Entity): readonly string[] {
  const others = Object.keys(entity.fields).filter((name) => !entity.list.columns.includes(name));
  return [...entity.list.columns, ...others];
}
