import { NumberText } from '../../kit/show/number-text';
import type { CellProps, FieldParts, FilterProps, InputProps } from './parts/field-parts';
import { rangeConditions, readRange } from './parts/range';
import { ScaledFilter, ScaledInput } from './parts/scaled';

const DECIMALS = 3;

function Cell({ value, wording }: CellProps) {
  return (
    <NumberText value={typeof value === 'number' ? value : undefined} decimals={DECIMALS} locale={wording.locale} />
  );
}
const Input = (input: InputProps) => <ScaledInput input={input} decimals={DECIMALS} />;
const Filter = (filter: FilterProps) => <ScaledFilter filter={filter} decimals={DECIMALS} />;
const conditions: FieldParts['conditions'] = (name, value) => rangeConditions(name, readRange(value));

/** A quantity, kept in thousandths. */
export const quantityParts: FieldParts = { Cell, Input, Filter, conditions, align: 'end', width: 104 };
