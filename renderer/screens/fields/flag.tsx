import { SegmentedControl, Switch } from '@mantine/core';
import { IconCheck, IconMinus } from '@tabler/icons-react';
import type { CellProps, FieldParts, FilterProps, InputProps } from './parts/field-parts';
import { FilterFrame } from './parts/filter-frame';
import styles from './parts/fields.module.css';

function Cell({ value, wording, full }: CellProps) {
  const word = wording.t(value === true ? 'common.yes' : 'common.no');
  const Shape = value === true ? IconCheck : IconMinus;
  return (
    <span className={styles.flag} data-on={value === true || undefined}>
      <Shape size={15} stroke={1.75} role="img" aria-label={full ? undefined : word} aria-hidden={full || undefined} />
      {full && word}
    </span>
  );
}

function Input({ entity, name, value, wording, error, onChange }: InputProps) {
  return (
    <Switch
      className={styles.switch}
      label={wording.field(entity, name)}
      name={name}
      checked={value === true}
      error={error}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

function Filter(filter: FilterProps) {
  const { entity, name, value, wording, onChange } = filter;
  const { t } = wording;
  return (
    <FilterFrame {...filter} words={t(value === 'yes' ? 'common.yes' : 'common.no')}>
      {() => (
        <SegmentedControl
          aria-label={wording.field(entity, name)}
          value={value ?? 'any'}
          onChange={(next) => onChange(next === 'any' ? undefined : next)}
          data={[
            { value: 'any', label: t('filter.any') },
            { value: 'yes', label: t('common.yes') },
            { value: 'no', label: t('common.no') },
          ]}
        />
      )}
    </FilterFrame>
  );
}

const conditions: FieldParts['conditions'] = (name, value) =>
  value === 'yes' || value === 'no' ? [{ field: name, op: 'eq', value: value === 'yes' }] : [];

/** Yes or no. */
export const flagParts: FieldParts = { Cell, Input, Filter, conditions, width: 80 };
