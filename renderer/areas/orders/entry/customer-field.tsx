import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUser, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { customer } from '../../../../shared/domain/customers/customer';
import { order } from '../../../../shared/domain/sales/order';
import type { RecordOf } from '../../../../shared/kernel/entity';
import { useRecord } from '../../../bridge/use-record';
import { useRecords } from '../../../bridge/use-records';
import { PickField } from '../../../kit/input/pick-field';
import { RefTitle } from '../../../screens/fields/parts/ref-title';
import type { Wording } from '../../../screens/text/wording';
import type { OrderDraft } from './order-draft';
import styles from './entry.module.css';

type Who = Pick<OrderDraft, 'customerId' | 'customerName' | 'email'>;

interface CustomerFieldProps {
  readonly who: Who;
  readonly onChange: (who: Partial<Who>) => void;
  readonly wording: Wording;
  /** What is wrong with the name, in words. */
  readonly error?: string | undefined;
}

const OFFERED = 12;
const GUEST = 'guest:';
const choiceOf = (row: RecordOf<typeof customer>): Who => ({
  customerId: row.id,
  customerName: fullName(row),
  email: row.email,
});
const fullName = ({ firstName, lastName }: RecordOf<typeof customer>) => `${firstName} ${lastName}`.trim();

/** Who orders: a customer found by any part of name, number or e-mail, or a name that is typed here. */
export function CustomerField(props: CustomerFieldProps) {
  const { who, onChange, wording, error } = props;
  useCustomerOfAddress(props);
  return who.customerId === null ? (
    <Find {...{ who, onChange, wording, error }} />
  ) : (
    <Chosen id={who.customerId} {...{ who, onChange, wording }} />
  );
}

function Chosen({ id, who, onChange, wording }: CustomerFieldProps & { readonly id: string }) {
  const { t } = wording;
  const { record } = useRecord(customer, id);
  const detail = [record?.company, record?.reference, who.email].filter(Boolean).join(' · ');
  return (
    <div className={styles.chosen}>
      <IconUser size={18} stroke={1.5} aria-hidden className={styles.sign} />
      <div className={styles.chosenWords}>
        <span className={styles.chosenName}>{who.customerName}</span>
        <span className={styles.quiet}>{detail || <RefTitle entity="customer" id={id} wording={wording} />}</span>
      </div>
      <Tooltip label={t('entry.otherCustomer')}>
        <ActionIcon
          aria-label={t('entry.otherCustomer')}
          onClick={() => onChange({ customerId: null, customerName: '', email: '' })}
        >
          <IconX size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

/** An order begun from a customer's page (`?customerId=`) is his, unless one for somebody else is under way. */
function useCustomerOfAddress({ who, onChange }: CustomerFieldProps): void {
  const [address] = useSearchParams();
  const { record } = useRecord(customer, address.get('customerId'));
  const taken = useRef(who.customerName !== '');
  useEffect(() => {
    if (!record || taken.current) return;
    taken.current = true;
    onChange(choiceOf(record));
  }, [record, onChange]);
}

function Find({ who, onChange, wording, error }: CustomerFieldProps) {
  const { t } = wording;
  const [asked, ask] = useState<string | null>(null);
  const [search] = useDebouncedValue(asked ?? '', 90);
  const found = useRecords(customer, { search, limit: OFFERED }, { skip: asked === null });
  const options = [
    ...found.rows.map((row) => ({
      id: row.id,
      label: row.company ? `${fullName(row)}, ${row.company}` : fullName(row),
      detail: row.reference,
    })),
    ...(search === '' ? [] : [{ id: GUEST + search, label: t('entry.asGuest', { name: search }) }]),
  ];
  const pick = (id: string) => {
    if (id.startsWith(GUEST)) return onChange({ customerName: id.slice(GUEST.length) });
    const row = found.rows.find((one) => one.id === id);
    if (row) onChange(choiceOf(row));
  };
  return (
    <div className={styles.stack}>
      <PickField
        label={t('entry.findCustomer')}
        name="customer"
        placeholder={t('entry.findCustomerHint')}
        chosen=""
        options={options}
        onSearch={ask}
        onPick={pick}
        nothing={t(found.loading ? 'common.searching' : 'common.nothingFound')}
      />
      <TextInput
        label={t('entry.name')}
        name="customerName"
        required
        autoComplete="off"
        error={error}
        maxLength={order.fields.customerName.options.max}
        value={who.customerName}
        onChange={(event) => onChange({ customerName: event.currentTarget.value })}
      />
      <TextInput
        label={wording.field(order, 'email')}
        name="email"
        type="email"
        autoComplete="off"
        maxLength={order.fields.email.options.max}
        value={who.email}
        onChange={(event) => onChange({ email: event.currentTarget.value })}
      />
    </div>
  );
}
