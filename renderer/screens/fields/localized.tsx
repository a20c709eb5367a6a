import { contentLocales, type LocalizedText } from '../../../shared/kernel/field';
import { LanguageField } from '../../kit/input/language-field';
import { inputFrame, type CellProps, type FieldParts, type InputProps } from './parts/field-parts';
import { JsonFilter, emptyConditions } from './parts/json-filter';
import styles from './parts/fields.module.css';

/** Longer than this, and it is written in a field of several lines. */
const ONE_LINE = 300;

const asText = (value: unknown): LocalizedText => (typeof value === 'object' && value !== null ? value : {});

function Cell({ value, wording, full }: CellProps) {
  const text = wording.text(asText(value));
  if (text === '') return <span className={styles.none}>–</span>;
  return <span className={full ? styles.lines : undefined}>{text}</span>;
}

function Input(input: InputProps) {
  const { wording, field, onChange } = input;
  const value: Record<string, string | undefined> = asText(input.value);
  const { 'data-autofocus': autoFocus, ...frame } = inputFrame(input);
  const change = (language: string, text: string) => {
    const { [language]: _old, ...others } = value;
    const next = text === '' ? others : { ...others, [language]: text };
    onChange(Object.keys(next).length === 0 && field.optional ? null : next);
  };
  return (
    <LanguageField
      {...frame}
      autoFocus={autoFocus}
      languages={contentLocales}
      first={wording.language}
      value={value}
      onChange={change}
      languagesLabel={wording.t('field.language')}
      maxLength={field.options.max}
      long={(field.options.max ?? 0) > ONE_LINE}
    />
  );
}

/** Text in every language of the content. */
export const localizedParts: FieldParts = { Cell, Input, Filter: JsonFilter, conditions: emptyConditions };
