import { SegmentedControl, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import { contentLocales, type ContentLocale, type LocalizedText } from '../../../shared/kernel/field';
import { isContentLocale } from '../text/wording';
import type { CellProps, FieldParts, InputProps } from './parts/field-parts';
import { inputFrame } from './parts/field-parts';
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
  const value = asText(input.value);
  const [language, setLanguage] = useState<ContentLocale>(wording.language);
  const change = (text: string) => {
    const { [language]: _old, ...others } = value;
    const next = text === '' ? others : { ...others, [language]: text };
    onChange(Object.keys(next).length === 0 && field.optional ? null : next);
  };
  const frame = inputFrame(input);
  const label = (
    <span className={styles.labelled}>
      <span>{frame.label}</span>
      <SegmentedControl
        size="xs"
        aria-label={wording.t('field.languageOf', { field: frame.label })}
        value={language}
        onChange={(next) => isContentLocale(next) && setLanguage(next)}
        data={contentLocales.map((locale) => ({
          value: locale,
          label: value[locale] ? locale.toUpperCase() : `${locale.toUpperCase()} ·`,
        }))}
      />
    </span>
  );
  const shared = {
    ...frame,
    label: undefined,
    'aria-label': `${frame.label} (${language.toUpperCase()})`,
    lang: language,
    value: value[language] ?? '',
    maxLength: field.options.max,
  };
  const long = (field.options.max ?? 0) > ONE_LINE;
  return (
    <div className={styles.localized}>
      {label}
      {long ? (
        <Textarea
          {...shared}
          autosize
          minRows={3}
          maxRows={14}
          onChange={(event) => change(event.currentTarget.value)}
        />
      ) : (
        <TextInput {...shared} onChange={(event) => change(event.currentTarget.value)} />
      )}
    </div>
  );
}

/** Text in every language of the content. */
export const localizedParts: FieldParts = { Cell, Input, Filter: JsonFilter, conditions: emptyConditions };
