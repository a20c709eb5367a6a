import type { Address } from '../../../shared/kernel/field';
import { LineFields } from '../../kit/input/line-fields';
import { JsonFilter, emptyConditions } from './parts/json-filter';
import type { CellProps, FieldParts, InputProps } from './parts/field-parts';
import styles from './parts/fields.module.css';

/** The parts of an address in the order in which they are typed, and how much of the line they take. */
const lines = [
  ['salutation', 'third'],
  ['firstName', 'third'],
  ['lastName', 'third'],
  ['company', 'whole'],
  ['address1', 'whole'],
  ['address2', 'whole'],
  ['zip', 'third'],
  ['city', 'third'],
  ['country', 'third'],
  ['region', 'half'],
  ['phone', 'half'],
] as const;

const needed: readonly string[] = ['firstName', 'lastName', 'address1', 'zip', 'city', 'country'];
const asAddress = (value: unknown): Partial<Address> => (typeof value === 'object' && value !== null ? value : {});

/** An address as it stands on a parcel. */
export function addressLines(value: unknown): string[] {
  const { salutation, firstName, lastName, company, address1, address2, zip, city, region, country, phone } =
    asAddress(value);
  const name = [salutation, firstName, lastName].filter(Boolean).join(' ');
  const place = [zip, city].filter(Boolean).join(' ');
  return [company, name, address1, address2, place, region, country, phone].filter(
    (line) => line !== undefined && line !== '',
  ) as string[]; // the filter leaves only texts
}

function Cell({ value, full }: CellProps) {
  const all = addressLines(value);
  if (all.length === 0) return <span className={styles.none}>–</span>;
  return full ? <span className={styles.lines}>{all.join('\n')}</span> : <span>{all.join(', ')}</span>;
}

function Input({ entity, name, field, value, wording, error, onChange }: InputProps) {
  const { t } = wording;
  const address = asAddress(value);
  const change = (line: string, text: string) => {
    const { [line]: _old, ...others }: Record<string, string | undefined> = address;
    const typed = line === 'country' ? text.toUpperCase() : text;
    const next = typed === '' ? others : { ...others, [line]: typed };
    onChange(Object.keys(next).length === 0 ? (field.optional ? null : undefined) : next);
  };
  const needs = !field.optional || Object.keys(address).length > 0;
  return (
    <LineFields
      legend={wording.field(entity, name)}
      lines={lines.map(([id, width]) => ({
        id,
        width,
        label: t(`address.${id}`),
        required: needs && needed.includes(id),
        maxLength: id === 'country' ? 2 : 255,
      }))}
      value={address}
      onChange={change}
      error={error}
    />
  );
}

/** A postal address. */
export const addressParts: FieldParts = { Cell, Input, Filter: JsonFilter, conditions: emptyConditions };
