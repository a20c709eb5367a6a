import { Button, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { CellProps, FieldParts, FilterProps, InputProps } from './parts/field-parts';
import { inputFrame } from './parts/field-parts';
import { FilterFrame } from './parts/filter-frame';
import styles from './parts/fields.module.css';

function Cell({ value, full }: CellProps) {
  if (typeof value !== 'string' || value === '') return <span className={styles.none}>–</span>;
  return <span className={full ? styles.lines : undefined}>{value}</span>;
}

function Input(input: InputProps) {
  const { value, field, onChange } = input;
  const text = typeof value === 'string' ? value : '';
  const change = (next: string) => onChange(next === '' && field.optional ? null : next);
  const frame = { ...inputFrame(input), value: text, maxLength: field.options.max, autoComplete: 'off' };
  if (field.options.multiline)
    return <Textarea {...frame} autosize minRows={3} maxRows={14} onChange={(e) => change(e.currentTarget.value)} />;
  return <TextInput {...frame} onChange={(event) => change(event.currentTarget.value)} />;
}

function Filter(filter: FilterProps) {
  const { value, wording, onChange } = filter;
  return (
    <FilterFrame {...filter} words={`${value ?? ''}…`}>
      {(close) => <PrefixForm {...{ value, wording, onChange, close }} />}
    </FilterFrame>
  );
}

function PrefixForm({
  value,
  wording,
  onChange,
  close,
}: Pick<FilterProps, 'value' | 'wording' | 'onChange'> & { close: () => void }) {
  const [typed, setTyped] = useState(value ?? '');
  return (
    <form
      className={styles.range}
      onSubmit={(event) => {
        event.preventDefault();
        onChange(typed.trim() || undefined);
        close();
      }}
    >
      <TextInput
        label={wording.t('filter.startsWith')}
        value={typed}
        data-autofocus
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" variant="default">
        {wording.t('common.done')}
      </Button>
    </form>
  );
}

const conditions: FieldParts['conditions'] = (name, value) => [{ field: name, op: 'prefix', value }];

/** Text. */
export const textParts: FieldParts = { Cell, Input, Filter, conditions };
