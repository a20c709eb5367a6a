import { Checkbox, Select } from '@mantine/core';
import { StateChip } from '../../kit/show/state-chip';
import { stateTone } from '../state-tones';
import type { CellProps, FieldParts, FilterProps, InputProps } from './parts/field-parts';
import { inputFrame } from './parts/field-parts';
import { FilterFrame } from './parts/filter-frame';
import styles from './parts/fields.module.css';

function Cell({ entity, name, value, wording }: CellProps) {
  if (typeof value !== 'string') return <span className={styles.none}>–</span>;
  const word = wording.choice(entity, name, value);
  const tone = stateTone(entity.name, name, value);
  return tone ? <StateChip tone={tone} word={word} /> : <span>{word}</span>;
}

function Input(input: InputProps) {
  const { entity, name, field, value, wording, onChange } = input;
  const choices = field.options.choices ?? [];
  return (
    <Select
      {...inputFrame(input)}
      data={choices.map((choice) => ({ value: choice, label: wording.choice(entity, name, choice) }))}
      value={typeof value === 'string' ? value : null}
      onChange={(next) => onChange(next ?? (field.optional ? null : undefined))}
      clearable={field.optional}
      allowDeselect={field.optional}
      searchable={choices.length > 8}
      nothingFoundMessage={wording.t('common.nothingFound')}
    />
  );
}

const chosen = (value: string | undefined) => (value ?? '').split(',').filter(Boolean);

function Filter(filter: FilterProps) {
  const { entity, name, field, value, wording, onChange } = filter;
  const set = chosen(value);
  const words = set.map((choice) => wording.choice(entity, name, choice)).join(', ');
  const change = (choices: string[]) => onChange(choices.length > 0 ? choices.join(',') : undefined);
  return (
    <FilterFrame {...filter} words={words}>
      {() => (
        <Checkbox.Group value={set} onChange={change} aria-label={wording.field(entity, name)}>
          <div className={styles.options}>
            {(field.options.choices ?? []).map((choice) => (
              <Checkbox key={choice} value={choice} label={wording.choice(entity, name, choice)} />
            ))}
          </div>
        </Checkbox.Group>
      )}
    </FilterFrame>
  );
}

const conditions: FieldParts['conditions'] = (name, value) => {
  const set = chosen(value);
  return set.length > 0 ? [{ field: name, op: 'in', value: set }] : [];
};

/** One of a few values; states show as chips. */
export const choiceParts: FieldParts = { Cell, Input, Filter, conditions, width: 152 };
