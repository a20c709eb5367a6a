import { NumberText } from '../../kit/show/number-text';
import type { CellProps, FieldParts, FilterProps, InputProps } from './parts/field-parts';
import { rangeConditions, readRange } from './parts/range';
import { ScaledFilter, ScaledInput } from './parts/scaled';

function Cell({ value, wording }: CellProps) {
  return <NumberText value={typeof value === 'number' ? value : undefined} locale={wording.locale} />;
}
const Input = (input: InputProps) => <ScaledInput input={input} decimals={0} />;
const Filter = (filter: FilterProps) => <ScaledFilter filter={filter} decimals={0} />;
const conditions: FieldParts['conditions'] = (name, value) => rangeConditions(name, readRange(value));

/** A whole number. */
export const integerParts: FieldParts = { Cell, Input, Filter, conditions, align: 'end', width: 96 };
