import { useState } from 'react';
import { parseDecimal, writeDecimal } from './decimal';

export interface DecimalValue {
  /** A whole number of the smallest part; NaN while what is typed is no number; undefined when the field is empty. */
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
  /** Decimals that `value` carries: 2 for cents, 3 for thousandths. */
  readonly decimals: number;
  /** Decimals that are always written; 0 unless told. */
  readonly least?: number;
  readonly locale: string;
}

/** What stands in a number field: what the person typed as long as it means the value, otherwise the value as the locale writes it. */
export function useTypedDecimal({ value, onChange, decimals, least = 0, locale }: DecimalValue) {
  const [typed, setTyped] = useState<string>();
  const read = (text: string) => (text.trim() === '' ? undefined : (parseDecimal(text, decimals, locale) ?? NaN));
  const stands = typed !== undefined && Object.is(read(typed), value) ? typed : undefined;
  const written = value === undefined || Number.isNaN(value) ? '' : writeDecimal(value, { decimals, least, locale });
  const change = (text: string) => {
    setTyped(text);
    onChange(read(text));
  };
  return { text: stands ?? written, change, settle: () => setTyped(Number.isNaN(value) ? stands : undefined) };
}
