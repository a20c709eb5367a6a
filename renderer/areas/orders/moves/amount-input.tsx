import { DecimalField } from '../../../kit/input/decimal-field';
import type { Wording } from '../../../screens/text/wording';
import rows from '../items.module.css';

interface AmountInputProps {
  /** Thousandths or minor units; NaN while what stands there is no number. */
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
  /** Decimals that the value carries: 2 for cents, 3 for thousandths. */
  readonly decimals: number;
  /** Decimals that are always written. */
  readonly least?: number;
  /** Accessible name, since a table's cell has no label of its own. */
  readonly label: string;
  /** What is wrong, in words. */
  readonly error?: string | undefined;
  readonly wording: Wording;
  /** Names the column, so that arrow keys find the same one in the next row. */
  readonly column?: string;
}

/** A number in a table's cell. Focusing it selects what stands there, to be typed over. */
export function AmountInput({ label, error, wording, column, ...number }: AmountInputProps) {
  return (
    <DecimalField
      {...number}
      locale={wording.locale}
      aria-label={label}
      error={error !== undefined}
      title={error}
      className={rows.amount}
      data-column={column}
      onFocus={(event) => event.currentTarget.select()}
    />
  );
}
