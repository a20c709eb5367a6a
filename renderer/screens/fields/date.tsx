import { Button, TextInput } from '@mantine/core';
import { DateText } from '../../kit/show/date-text';
import { formatDate } from '../../kit/show/format-date';
import type { Wording } from '../text/wording';
import { dayRange, dayText, isSpan, minuteText, spanRange, spans } from '../../kit/input/day-span';
import type { CellProps, FieldParts, FilterProps, InputProps } from './parts/field-parts';
import { inputFrame } from './parts/field-parts';
import { FilterFrame } from './parts/filter-frame';
import { rangeConditions, readRange, writeRange, type Range } from './parts/range';
import styles from './parts/fields.module.css';

const short = { dateStyle: 'medium', timeStyle: 'short' } as const;
const day = { dateStyle: 'medium' } as const;

/** What an address says of a time: a span, or a range in UTC milliseconds. */
const dateRange = (value: string): Range => (isSpan(value) ? spanRange(value, Date.now()) : readRange(value));

function Cell({ value, wording }: CellProps) {
  return <DateText at={typeof value === 'number' ? value : undefined} locale={wording.locale} options={short} />;
}

function Input(input: InputProps) {
  const { value, field, onChange } = input;
  const at = typeof value === 'number' && Number.isFinite(value) ? minuteText(value) : '';
  const change = (text: string) => {
    const next = text === '' ? NaN : new Date(text).getTime();
    if (Number.isFinite(next)) onChange(next);
    else onChange(field.optional ? null : undefined);
  };
  return (
    <TextInput
      {...inputFrame(input)}
      type="datetime-local"
      value={at}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

function inWords(value: string, { t, locale }: Wording): string {
  if (isSpan(value)) return t(`spans.${value}`);
  const { from, to } = readRange(value);
  const write = (at: number) => formatDate(at, { locale, options: day });
  if (from !== undefined && to !== undefined)
    return from + 25 * 3_600_000 >= to ? write(from) : `${write(from)} – ${write(to)}`;
  if (from !== undefined) return `≥ ${write(from)}`;
  return to === undefined ? '' : `≤ ${write(to)}`;
}

function Filter(filter: FilterProps) {
  const { wording, value, onChange } = filter;
  const { t } = wording;
  const range = value === undefined ? {} : dateRange(value);
  const typed = (at: number | undefined) => (at === undefined ? '' : dayText(at));
  const set = (end: 'from' | 'to') => (text: string) => {
    const { [end]: _old, ...others } = range;
    const at = dayRange(text)[end];
    onChange(writeRange(at === undefined ? others : { ...others, [end]: at }));
  };
  return (
    <FilterFrame {...filter} words={inWords(value ?? '', wording)}>
      {(close) => (
        <>
          <div className={styles.spans}>
            {spans.map((span) => (
              <Button
                key={span}
                variant={value === span ? 'light' : 'subtle'}
                color={value === span ? undefined : 'gray'}
                justify="flex-start"
                onClick={() => {
                  onChange(span);
                  close();
                }}
              >
                {t(`spans.${span}`)}
              </Button>
            ))}
          </div>
          <div className={styles.range}>
            <TextInput
              type="date"
              label={t('filter.from')}
              value={typed(range.from)}
              onChange={(event) => set('from')(event.currentTarget.value)}
            />
            <TextInput
              type="date"
              label={t('filter.to')}
              value={typed(range.to)}
              onChange={(event) => set('to')(event.currentTarget.value)}
            />
          </div>
        </>
      )}
    </FilterFrame>
  );
}

const conditions: FieldParts['conditions'] = (name, value) => rangeConditions(name, dateRange(value));

/** An instant, in the machine's time zone. */
export const dateParts: FieldParts = { Cell, Input, Filter, conditions, width: 180 };
