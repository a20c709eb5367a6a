import { Select, TextInput, Textarea } from '@mantine/core';
import type { Dispatch, UnknownAction } from '@reduxjs/toolkit';
import type { RecordOf } from '../../../../shared/kernel/entity';
import type { store } from '../../../../shared/domain/administration/store';
import type { customerAddress } from '../../../../shared/domain/customers/customer-address';
import { order } from '../../../../shared/domain/sales/order';
import { Section } from '../../../kit/page/section';
import type { Wording } from '../../../screens/text/wording';
import { AddressField } from './address-field';
import { CustomerField } from './customer-field';
import { orderDraftSlice, type OrderDraft } from './order-draft';
import type { AddressBook, EntryFault } from './place-args';
import styles from './entry.module.css';

const { headChanged } = orderDraftSlice.actions;

interface EntrySideProps {
  readonly draft: OrderDraft;
  readonly dispatch: Dispatch<UnknownAction> | ((action: ReturnType<typeof headChanged>) => void);
  readonly stores: readonly RecordOf<typeof store>[];
  readonly book: AddressBook;
  readonly addresses: readonly RecordOf<typeof customerAddress>[];
  /** What is wrong, once the person tried to place the order. */
  readonly faults: readonly EntryFault[];
  readonly wording: Wording;
}

/** Who orders, where it goes, and what else is to be known of the order. */
export function EntrySide({ draft, dispatch, stores, book, addresses, faults, wording }: EntrySideProps) {
  const { t } = wording;
  const set = (changes: Parameters<typeof headChanged>[0]) => dispatch(headChanged(changes));
  const wrong = (field: EntryFault['field']) => faults.some((fault) => fault.field === field);
  const text = (name: 'customReference' | 'note') => ({
    label: wording.field(order, name),
    maxLength: order.fields[name].options.max,
    value: draft[name],
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => set({ [name]: event.currentTarget.value }),
  });
  return (
    <div className={styles.side}>
      <Section title={t('entry.customer')} foldable={false}>
        <CustomerField
          who={draft}
          onChange={set}
          wording={wording}
          error={wrong('customerName') ? t('problems.required') : undefined}
        />
      </Section>
      <Section title={t('orders.addresses')} foldable={false}>
        <div className={styles.stack}>
          {(['shipping', 'billing'] as const).map((which) => (
            <AddressField
              key={which}
              {...{ which, book, addresses, wording }}
              choice={draft[which]}
              onChange={(choice) => set({ [which]: choice })}
              error={wrong(which) ? t('problems.address') : undefined}
            />
          ))}
        </div>
      </Section>
      <Section title={t('orders.facts')} foldable={false}>
        <div className={styles.stack}>
          {stores.length > 1 && (
            <Select
              label={wording.field(order, 'storeId')}
              data={stores.map(({ id, name }) => ({ value: id, label: name }))}
              value={draft.storeId}
              onChange={(storeId) => set({ storeId })}
              allowDeselect={false}
            />
          )}
          <Select
            label={wording.field(order, 'source')}
            data={(order.fields.source.options.choices ?? []).map((choice) => ({
              value: choice,
              label: wording.choice(order, 'source', choice),
            }))}
            value={draft.source}
            onChange={(value) => {
              const source = order.fields.source.schema.safeParse(value);
              if (source.success) set({ source: source.data });
            }}
            allowDeselect={false}
          />
          <TextInput {...text('customReference')} />
          <Textarea {...text('note')} autosize minRows={2} maxRows={6} />
        </div>
      </Section>
    </div>
  );
}
