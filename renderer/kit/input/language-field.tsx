import { Input, TextInput, Textarea } from '@mantine/core';
import { useId, useState } from 'react';
import styles from './language-field.module.css';

interface LanguageFieldProps {
  readonly label: string;
  /** Codes of the languages, such as `en`. */
  readonly languages: readonly string[];
  /** The one that is shown first. */
  readonly first: string;
  /** The text by language; missing where nobody wrote one. */
  readonly value: Readonly<Record<string, string | undefined>>;
  readonly onChange: (language: string, text: string) => void;
  /** Accessible name of the choice of language. */
  readonly languagesLabel: string;
  readonly required?: boolean;
  readonly error?: string | undefined;
  readonly name?: string;
  readonly maxLength?: number | undefined;
  /** In several lines. */
  readonly long?: boolean;
  readonly autoFocus?: boolean | undefined;
}

/** One text in several languages: a small switch beside the label chooses which is written; a dot marks those that are missing. */
export function LanguageField(props: LanguageFieldProps) {
  const { label, languages, first, value, onChange, required = false, long = false } = props;
  const [language, setLanguage] = useState(first);
  const id = useId();
  const shared = {
    id,
    required,
    lang: language,
    name: props.name,
    error: props.error,
    maxLength: props.maxLength,
    autoComplete: 'off',
    'data-autofocus': props.autoFocus || undefined,
    value: value[language] ?? '',
  };
  return (
    <div className={styles.field}>
      <div className={styles.head}>
        <Input.Label htmlFor={id} required={required}>
          {label}
        </Input.Label>
        <span role="group" className={styles.languages} aria-label={props.languagesLabel}>
          {languages.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === language}
              data-missing={!value[one] || undefined}
              onClick={() => setLanguage(one)}
            >
              {one.toUpperCase()}
            </button>
          ))}
        </span>
      </div>
      {long ? (
        <Textarea
          {...shared}
          autosize
          minRows={3}
          maxRows={14}
          onChange={(event) => onChange(language, event.currentTarget.value)}
        />
      ) : (
        <TextInput {...shared} onChange={(event) => onChange(language, event.currentTarget.value)} />
      )}
    </div>
  );
}
