import { Button } from '@mantine/core';
import { DecimalField } from '../../../kit/input/decimal-field';
import { formatScaled } from '../../../kit/show/format-number';
import { inputFrame, type FilterProps, type InputProps } from './field-parts';
import { FilterFrame } from './filter-frame';
import { readRange, writeRange } from './range';
import styles from './fields.module.css';

interface ScaledInputProps {
  readonly input: InputProps;
  /** Decimals that the value carries: 2 for cents, 3 for thousandths. */
  readonly decimals: number;
  /** Decimals that are always written. */
  readonly least?: number;
  readonly unit?: string;
}

/** A number of a record, typed as a person writes it. */
export function ScaledInput({ input, ...scale }: ScaledInputProps) {
  const { wording, field, value, onChange } = input;
  return (
    <DecimalField
      {...inputFrame(input)}
      {...scale}
      locale={wording.locale}
      value={typeof value === 'number' ? value : undefined}
      onChange={(next) => onChange(next ?? (field.optional ? null : undefined))}
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
  const { t, locale } = wording;
  const range = readRange(value);
  const write = (sign: string, scaled: number | undefined) =>
    scaled === undefined ? '' : `${sign} ${formatScaled(scaled, decimals, { locale })}`;
  const set = (end: 'from' | 'to') => (next: number | undefined) => {
    if (Number.isNaN(next)) return;
    const { [end]: _old, ...others } = range;
    onChange(writeRange(next === undefined ? others : { ...others, [end]: next }));
  };
  const shared = { decimals, locale, w: 110 };
  return (
    <FilterFrame {...filter} words={`${write('≥', range.from)} ${write('≤', range.to)}`.trim()}>
      {(close) => (
        <form
          className={styles.range}
          onSubmit={(event) => {
            event.preventDefault();
            close();
          }}
        >
          <DecimalField {...shared} label={t('filter.from')} value={range.from} onChange={set('from')} data-autofocus />
          <DecimalField {...shared} label={t('filter.to')} value={range.to} onChange={set('to')} />
          <Button type="submit" variant="default">
            {t('common.done')}
          </Button>
        </form>
      )}
    </FilterFrame>
  );
}
