import { Textarea } from '@mantine/core';
import type { CellProps, FieldParts, InputProps } from './parts/field-parts';
import { inputFrame } from './parts/field-parts';
import { JsonFilter, emptyConditions } from './parts/json-filter';
import styles from './parts/fields.module.css';

/** Shown as its text alone: markup is never put into the page from here. */
const plain = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

function Cell({ value, full }: CellProps) {
  const text = typeof value === 'string' ? plain(value) : '';
  return text === '' ? (
    <span className={styles.none}>–</span>
  ) : (
    <span className={full ? styles.lines : undefined}>{text}</span>
  );
}

function Input(input: InputProps) {
  const { value, field, onChange } = input;
  return (
    <Textarea
      {...inputFrame(input)}
      autosize
      minRows={4}
      maxRows={20}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) =>
        onChange(event.currentTarget.value === '' && field.optional ? null : event.currentTarget.value)
      }
    />
  );
}

/** Text with markup, edited as its source. */
export const richTextParts: FieldParts = { Cell, Input, Filter: JsonFilter, conditions: emptyConditions };
