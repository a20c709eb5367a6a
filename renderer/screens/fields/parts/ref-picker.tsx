import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { AnyRecord, Entity } from '../../../../shared/kernel/entity';
import { useRecord } from '../../../bridge/use-record';
import { useRecords } from '../../../bridge/use-records';
import { recordReference, recordTitle } from '../../text/record-title';
import type { Wording } from '../../text/wording';
import styles from './fields.module.css';

interface RefPickerProps {
  readonly entity: Entity;
  /** Id of the chosen record. */
  readonly value: string | null | undefined;
  /** The chosen record goes with its id; both null when the choice is taken back. */
  readonly onChange: (id: string | null, record: AnyRecord | null) => void;
  readonly wording: Wording;
  readonly label: string;
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly clearable?: boolean;
  readonly error?: string | undefined;
  readonly name?: string;
  /** Empties itself after each choice, to add one after another. */
  readonly adding?: boolean;
  readonly autoFocus?: boolean;
  /** Records that are not offered. */
  readonly except?: readonly string[];
  readonly size?: string;
}

const OFFERED = 20;

/** Finds a record by any part of its name or number and chooses it. */
export function RefPicker(props: RefPickerProps) {
  const { entity, value, onChange, wording, label, adding = false, except = [], error } = props;
  const { t } = wording;
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() });
  const [typed, setTyped] = useState<string>();
  const [search] = useDebouncedValue((typed ?? '').trim(), 90);
  const chosen = useRecord(entity, adding ? null : value);
  const searchable = (entity.list.search?.length ?? 0) > 0;
  const find = { limit: OFFERED + except.length, ...(searchable ? { search } : {}) };
  const found = useRecords(entity, find, { skip: !box.dropdownOpened });
  const offered = found.rows.filter((row) => !except.includes(row.id)).slice(0, OFFERED);
  const title = chosen.record ? recordTitle(entity, chosen.record, wording) : '';

  const choose = (id: string) => {
    onChange(id, offered.find((row) => row.id === id) ?? null);
    setTyped(undefined);
    box.closeDropdown();
  };
  const clear = props.clearable && !adding && value && (
    <button
      type="button"
      className={styles.clear}
      aria-label={t('field.empty', { field: label })}
      onClick={() => onChange(null, null)}
    >
      <IconX size={14} stroke={1.5} aria-hidden />
    </button>
  );
  return (
    <Combobox store={box} onOptionSubmit={choose} withinPortal>
      <Combobox.Target>
        <TextInput
          label={label}
          name={props.name}
          size={props.size}
          required={props.required}
          error={error}
          placeholder={props.placeholder ?? t('field.find', { one: wording.one(entity) })}
          autoComplete="off"
          spellCheck={false}
          data-autofocus={props.autoFocus}
          value={typed ?? title}
          rightSection={clear || <Combobox.Chevron />}
          rightSectionPointerEvents={clear ? 'all' : 'none'}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            box.openDropdown();
            box.updateSelectedOptionIndex();
          }}
          onClick={() => box.openDropdown()}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={() => {
            box.closeDropdown();
            setTyped(undefined);
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={280} className={styles.scroll}>
          {offered.map((row) => (
            <Combobox.Option key={row.id} value={row.id} active={row.id === value}>
              <span className={styles.option}>
                <span>{recordTitle(entity, row, wording)}</span>
                <span className={styles.optionDetail}>{recordReference(entity, row)}</span>
              </span>
            </Combobox.Option>
          ))}
          {offered.length === 0 && (
            <Combobox.Empty>{t(found.loading ? 'common.searching' : 'common.nothingFound')}</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
