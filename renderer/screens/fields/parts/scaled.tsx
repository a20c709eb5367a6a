import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { formatScaled } from '../../../kit/show/format-number';
import { parseDecimal, writeDecimal } from '../../text/decimal';
import type { Wording } from '../../text/wording';
import type { FilterProps, InputProps } from './field-parts';
import { inputFrame } from './field-parts';
import { FilterFrame } from './filter-frame';
import { readRange, writeRange } from './range';
import styles from './fields.module.css';

interface ScaledTextProps {
  readonly value: number | null | undefined;
  /** NaN while what stands there is no number. */
  readonly onChange: (value: number | undefined) => void;
  readonly decimals: number;
  readonly least?: number;
  readonly wording: Wording;
}

/** What stands in the field while someone types, as long as it means the value that the form holds. */
function useTyped({ value, onChange, decimals, least = 0, wording }: ScaledTextProps) {
  const { locale } = wording;
  const [typed, setTyped] = useState<string>();
  const read = (text: string) => (text.trim() === '' ? undefined : (parseDecimal(text, decimals, locale) ?? NaN));
  const held = value ?? undefined;
  const stands = typed !== undefined && Object.is(read(typed), held) ? typed : undefined;
  const written = held === undefined || Number.isNaN(held) ? '' : writeDecimal(held, { decimals, least, locale });
  const change = (text: string) => {
    setTyped(text);
    onChange(read(text));
  };
  return { text: stands ?? written, change, settle: () => setTyped(Number.isNaN(held) ? stands : undefined) };
}

interface ScaledInputProps {
  readonly input: InputProps;
  /** Decimals that the value carries: 2 for cents, 3 for thousandths. */
  readonly decimals: number;
  /** Decimals that are always written. */
  readonly least?: number;
  readonly unit?: string;
}

/** A number typed as a person writes it, kept as a whole number of its smallest part. */
export function ScaledInput({ input, decimals, least = 0, unit }: ScaledInputProps) {
  const value = typeof input.value === 'number' ? input.value : undefined;
  const { wording, field } = input;
  const onChange = (next: number | undefined) => input.onChange(next ?? (field.optional ? null : undefined));
  const { text, change, settle } = useTyped({ value, onChange, decimals, least, wording });
  return (
    <TextInput
      {...inputFrame(input)}
      inputMode="decimal"
      autoComplete="off"
      classNames={{ input: styles.figures }}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={settle}
      rightSection={unit && <span className={styles.unit}>{unit}</span>}
      rightSectionWidth={unit ? 44 : undefined}
      rightSectionPointerEvents="none"
    />
  );
}

interface ScaledFilterProps {
  readonly filter: FilterProps;
  readonly decimals: number;
}

/** From and to of a number. */
export function ScaledFilter({ filter, decimals }: ScaledFilterProps) {
  const { wording, value, onChange } = filter;
  const range = readRange(value);
  const write = (scaled: number) => formatScaled(scaled, decimals, { locale: wording.locale });
  const words = [
    range.from === undefined ? '' : `≥ ${write(range.from)}`,
    range.to === undefined ? '' : `≤ ${write(range.to)}`,
  ];
  const set = (end: 'from' | 'to') => (next: number | undefined) => {
    if (Number.isNaN(next)) return;
    const { [end]: _old, ...others } = range;
    onChange(writeRange(next === undefined ? others : { ...others, [end]: next }));
  };
  return (
    <FilterFrame {...filter} words={words.filter(Boolean).join(' ')}>
      {(close) => (
        <form
          className={styles.range}
          onSubmit={(event) => {
            event.preventDefault();
            close();
          }}
        >
          <EndInput
            label={wording.t('filter.from')}
            value={range.from}
            onChange={set('from')}
            {...{ decimals, wording }}
          />
          <EndInput label={wording.t('filter.to')} value={range.to} onChange={set('to')} {...{ decimals, wording }} />
          <Button type="submit" variant="default">
            {wording.t('common.done')}
          </Button>
        </form>
      )}
    </FilterFrame>
  );
}

function EndInput({ label, ...scaled }: ScaledTextProps & { readonly label: string }) {
  const { text, change, settle } = useTyped(scaled);
  return (
    <TextInput
      label={label}
      inputMode="decimal"
      w={110}
      classNames={{ input: styles.figures }}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={settle}
    />
  );
}
