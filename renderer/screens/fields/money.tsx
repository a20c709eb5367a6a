import { MoneyText } from '../../kit/show/money-text';
import { NumberText } from '../../kit/show/number-text';
import { currencyDecimals } from '../../kit/input/decimal';
import type { CellProps, FieldOf, FieldParts, FilterProps, InputProps } from './parts/field-parts';
import { rangeConditions, readRange } from './parts/range';
import { ScaledFilter, ScaledInput } from './parts/scaled';

/** The currency that stands beside an amount, when it is one. */
function currencyOf({ field }: FieldOf, record: Readonly<Record<string, unknown>>): string | undefined {
  const currency = field.options.currency ? record[field.options.currency] : undefined;
  return typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) ? currency : undefined;
}

function Cell(props: CellProps) {
  const { value, record, wording } = props;
  const minor = typeof value === 'number' ? value : undefined;
  const currency = currencyOf(props, record);
  if (currency) return <MoneyText minor={minor} currency={currency} locale={wording.locale} />;
  return <NumberText value={minor} decimals={2} locale={wording.locale} options={{ minimumFractionDigits: 2 }} />;
}

function Input(props: InputProps) {
  const currency = currencyOf(props, props.record);
  const decimals = currencyDecimals(currency ?? 'EUR');
  return <ScaledInput input={props} decimals={decimals} least={decimals} {...(currency ? { unit: currency } : {})} />;
}

// A list may hold several currencies; two decimals suit nearly all of them.
const Filter = (filter: FilterProps) => <ScaledFilter filter={filter} decimals={2} />;
const conditions: FieldParts['conditions'] = (name, value) => rangeConditions(name, readRange(value));

/** An amount of money, kept in minor units. */
export const moneyParts: FieldParts = { Cell, Input, Filter, conditions, align: 'end', width: 120 };
