import { TextInput, type TextInputProps } from '@mantine/core';
import { useTypedDecimal, type DecimalValue } from './use-typed-decimal';
import styles from './decimal-field.module.css';

interface DecimalFieldProps extends DecimalValue, Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> {
  /** Written behind it, such as "EUR". */
  readonly unit?: string;
}

/** A number typed as a person writes it (`1.234,50`), kept exactly as a whole number of its smallest part. */
export function DecimalField({ value, onChange, decimals, least, locale, unit, ...rest }: DecimalFieldProps) {
  const bounds = least === undefined ? {} : { least };
  const { text, change, settle } = useTypedDecimal({ value, onChange, decimals, locale, ...bounds });
  return (
    <TextInput
      inputMode="decimal"
      autoComplete="off"
      rightSection={unit && <span className={styles.unit}>{unit}</span>}
      {...(unit ? { rightSectionWidth: 44, rightSectionPointerEvents: 'none' as const } : {})}
      {...rest}
      classNames={{ input: styles.figures }}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={(event) => {
        settle();
        rest.onBlur?.(event);
      }}
    />
  );
}
