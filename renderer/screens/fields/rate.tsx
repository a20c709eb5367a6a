import { NumberText } from '../../kit/show/number-text';
import type { CellProps, FieldParts, FilterProps, InputProps } from './parts/field-parts';
import { rangeConditions, readRange } from './parts/range';
import { ScaledFilter, ScaledInput } from './parts/scaled';

/** Basis points are hundredths of a percent. */
const DECIMALS = 2;
const percent = { style: 'percent', maximumFractionDigits: 2 } as const;

function Cell({ value, wording }: CellProps) {
  const figure = typeof value === 'number' ? value : undefined;
  return <NumberText value={figure} decimals={4} locale={wording.locale} options={percent} />;
}
const Input = (input: InputProps) => <ScaledInput input={input} decimals={DECIMALS} unit="%" />;
const Filter = (filter: FilterProps) => <ScaledFilter filter={filter} decimals={DECIMALS} />;
const conditions: FieldParts['conditions'] = (name, value) => rangeConditions(name, readRange(value));

/** A rate, kept in basis points, written in percent. */
export const rateParts: FieldParts = { Cell, Input, Filter, conditions, align: 'end', width: 88 };
