import { TextInput } from '@mantine/core';
import styles from './line-fields.module.css';

/** One of the lines. */
export interface LineField {
  readonly id: string;
  readonly label: string;
  /** How much of the width it takes. */
  readonly width: 'third' | 'half' | 'whole';
  readonly required?: boolean;
  readonly maxLength?: number;
}

interface LineFieldsProps {
  readonly legend: string;
  readonly lines: readonly LineField[];
  readonly value: Readonly<Record<string, string | undefined>>;
  readonly onChange: (id: string, text: string) => void;
  readonly error?: string | undefined;
}

/** Lines of text that belong together, such as those of an address, in a frame of their own. */
export function LineFields({ legend, lines, value, onChange, error }: LineFieldsProps) {
  return (
    <fieldset className={styles.lines}>
      <legend>{legend}</legend>
      {lines.map(({ id, label, width, required = false, maxLength }) => (
        <TextInput
          key={id}
          className={styles[width]}
          label={label}
          required={required}
          maxLength={maxLength}
          value={value[id] ?? ''}
          autoComplete="off"
          onChange={(event) => onChange(id, event.currentTarget.value)}
        />
      ))}
      {error && (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
