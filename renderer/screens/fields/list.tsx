import { TagsInput } from '@mantine/core';
import { domain } from '../../../shared/domain/domain';
import type { CellProps, FieldParts, FilterProps, InputProps } from './parts/field-parts';
import { inputFrame } from './parts/field-parts';
import { FilterFrame } from './parts/filter-frame';
import { RefPicker } from './parts/ref-picker';
import { RefPills } from './parts/ref-pills';
import styles from './parts/fields.module.css';

const asList = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

function Cell({ field, value, wording, full }: CellProps) {
  const items = asList(value);
  if (items.length === 0) return <span className={styles.none}>–</span>;
  const { entity } = field.options;
  if (entity) return <RefPills entity={domain.entity(entity)} ids={items} wording={wording} short={!full} />;
  return (
    <span className={styles.many} data-short={!full || undefined}>
      {items.map((item) => (
        <span key={item} className={styles.pill}>
          {item}
        </span>
      ))}
    </span>
  );
}

function Input(input: InputProps) {
  const { field, wording, onChange } = input;
  const items = asList(input.value);
  const { 'data-autofocus': autoFocus, required: _required, ...frame } = inputFrame(input);
  const { entity } = field.options;
  if (!entity)
    return <TagsInput {...frame} data-autofocus={autoFocus} value={items} onChange={onChange} acceptValueOnBlur />;
  return (
    <div className={styles.localized}>
      <RefPicker
        {...frame}
        entity={domain.entity(entity)}
        value={null}
        adding
        except={items}
        wording={wording}
        onChange={(id) => id && onChange([...items, id])}
      />
      <RefPills entity={domain.entity(entity)} ids={items} wording={wording} onChange={(ids) => onChange([...ids])} />
    </div>
  );
}

function Filter(filter: FilterProps) {
  const { entity, name, field, value, wording, onChange } = filter;
  const inner = field.options.entity;
  return (
    <FilterFrame {...filter} words={inner ? wording.t('filter.chosen', { count: 1 }) : (value ?? '')}>
      {(close) =>
        inner ? (
          <RefPicker
            entity={domain.entity(inner)}
            value={value ?? null}
            label={wording.field(entity, name)}
            wording={wording}
            onChange={(id) => {
              onChange(id ?? undefined);
              close();
            }}
          />
        ) : (
          <TagsInput
            label={wording.field(entity, name)}
            maxTags={1}
            value={value ? [value] : []}
            onChange={([first]) => onChange(first)}
          />
        )
      }
    </FilterFrame>
  );
}

const conditions: FieldParts['conditions'] = (name, value) => [{ field: name, op: 'has', value }];

/** Several values of one kind. */
export const listParts: FieldParts = { Cell, Input, Filter, conditions };
