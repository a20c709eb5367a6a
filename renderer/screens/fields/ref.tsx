import { domain } from '../../../shared/domain/domain';
import type { CellProps, FieldOf, FieldParts, FilterProps, InputProps } from './parts/field-parts';
import { inputFrame } from './parts/field-parts';
import { FilterFrame } from './parts/filter-frame';
import { RefPicker } from './parts/ref-picker';
import { RefTitle } from './parts/ref-title';
import { RefPills } from './parts/ref-pills';
import styles from './parts/fields.module.css';

const entityOf = ({ field }: Pick<FieldOf, 'field'>) => domain.entity(field.options.entity ?? '');

function Cell({ field, value, wording, full }: CellProps) {
  if (typeof value !== 'string') return <span className={styles.none}>–</span>;
  return <RefTitle entity={field.options.entity ?? ''} id={value} wording={wording} linked={full ?? false} />;
}

function Input(input: InputProps) {
  const { field, value, wording, onChange } = input;
  const { 'data-autofocus': autoFocus, ...frame } = inputFrame(input);
  return (
    <RefPicker
      {...frame}
      entity={entityOf(input)}
      value={typeof value === 'string' ? value : null}
      onChange={(id) => onChange(id ?? (field.optional ? null : undefined))}
      wording={wording}
      clearable={field.optional}
      {...(autoFocus ? { autoFocus } : {})}
    />
  );
}

const chosen = (value: string | undefined) => (value ?? '').split(',').filter(Boolean);

function Filter(filter: FilterProps) {
  const { entity, name, value, wording, onChange } = filter;
  const ids = chosen(value);
  const change = (next: readonly string[]) => onChange(next.length > 0 ? next.join(',') : undefined);
  const words = wording.t('filter.chosen', { count: ids.length });
  return (
    <FilterFrame {...filter} words={words}>
      {() => (
        <>
          <RefPicker
            entity={entityOf(filter)}
            value={null}
            adding
            except={ids}
            label={wording.field(entity, name)}
            wording={wording}
            onChange={(id) => id && change([...ids, id])}
          />
          <RefPills entity={entityOf(filter)} ids={ids} wording={wording} onChange={change} />
        </>
      )}
    </FilterFrame>
  );
}

const conditions: FieldParts['conditions'] = (name, value) => {
  const ids = chosen(value);
  return ids.length > 0 ? [{ field: name, op: 'in', value: ids }] : [];
};

/** A record of another entity. */
export const refParts: FieldParts = { Cell, Input, Filter, conditions };
