import { Select } from '@mantine/core';
import type { RecordOf } from '../../../../shared/kernel/entity';
import type { customerAddress } from '../../../../shared/domain/customers/customer-address';
import { order } from '../../../../shared/domain/sales/order';
import { addressLines, addressParts } from '../../../screens/fields/address';
import type { Wording } from '../../../screens/text/wording';
import type { AddressChoice } from './order-draft';
import { chosenAddress, type AddressBook } from './place-args';
import styles from './entry.module.css';

interface AddressFieldProps {
  readonly which: 'billing' | 'shipping';
  readonly choice: AddressChoice;
  readonly book: AddressBook;
  readonly addresses: readonly RecordOf<typeof customerAddress>[];
  readonly onChange: (choice: AddressChoice) => void;
  readonly wording: Wording;
  readonly error?: string | undefined;
}

/** Where the bill or the parcel goes: what is usual for the customer, one of his addresses, another one, or nowhere. */
export function AddressField({ which, choice, book, addresses, onChange, wording, error }: AddressFieldProps) {
  const { t } = wording;
  const name = which === 'billing' ? ('billingAddress' as const) : ('shippingAddress' as const);
  const label = wording.field(order, name);
  const none = t(which === 'billing' ? 'orders.noAddress' : 'orders.takenAlong');
  const known = addresses.length > 0;
  // Without a customer's addresses, what is usual is none.
  const value = choice.kind === 'kept' ? choice.id : choice.kind === 'usual' && !known ? 'none' : choice.kind;
  const data = [
    ...(known ? [{ value: 'usual', label: t('entry.usualAddress') }] : []),
    ...addresses.map((row) => ({ value: row.id, label: `${row.label}: ${addressLines(row.address).join(', ')}` })),
    { value: 'typed', label: t('entry.otherAddress') },
    { value: 'none', label: none },
  ];
  const choose = (next: string | null) => {
    if (next === 'usual' || next === 'none') return onChange({ kind: next });
    if (next === 'typed') return onChange({ kind: 'typed', address: choice.kind === 'typed' ? choice.address : {} });
    if (next !== null) onChange({ kind: 'kept', id: next });
  };
  const draft = { billing: choice, shipping: choice };
  const lines = choice.kind === 'typed' ? [] : addressLines(chosenAddress(draft, which, book));
  return (
    <div className={styles.stack} data-field={which}>
      <Select label={label} data={data} value={value} onChange={choose} allowDeselect={false} />
      {lines.length > 0 && (
        <address className={styles.address}>
          {lines.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </address>
      )}
      {choice.kind === 'typed' && (
        <addressParts.Input
          entity={order}
          name={name}
          field={order.fields[name]}
          value={choice.address}
          record={{}}
          onChange={(address) => onChange({ kind: 'typed', address: address ?? {} })}
          wording={wording}
          {...(error ? { error } : {})}
        />
      )}
    </div>
  );
}
