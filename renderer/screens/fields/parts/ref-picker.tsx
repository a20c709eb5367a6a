import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { AnyRecord, Entity } from '../../../../shared/kernel/entity';
import { useRecord } from '../../../bridge/use-record';
import { useRecords } from '../../../bridge/use-records';
import { PickField } from '../../../kit/input/pick-field';
import { recordReference, recordTitle } from '../../text/record-title';
import type { Wording } from '../../text/wording';

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
  readonly hideLabel?: boolean;
  /** Records that are not offered. */
  readonly except?: readonly string[];
}

const OFFERED = 20;

/** Finds a record by any part of its name or number and chooses it. */
export function RefPicker({ entity, value, onChange, wording, adding = false, except = [], ...rest }: RefPickerProps) {
  const { t } = wording;
  const { clearable = false, ...field } = rest;
  const [asked, ask] = useState<string | null>(null);
  const [search] = useDebouncedValue(asked ?? '', 90);
  const chosen = useRecord(entity, adding ? null : value).record;
  const searchable = (entity.list.search?.length ?? 0) > 0;
  const find = { limit: OFFERED + except.length, ...(searchable ? { search } : {}) };
  const found = useRecords(entity, find, { skip: asked === null });
  const offered = found.rows.filter((row) => !except.includes(row.id)).slice(0, OFFERED);
  return (
    <PickField
      {...field}
      placeholder={field.placeholder ?? t('field.find', { one: wording.one(entity) })}
      chosen={chosen ? recordTitle(entity, chosen, wording) : ''}
      chosenId={value}
      options={offered.map((row) => ({
        id: row.id,
        label: recordTitle(entity, row, wording),
        detail: recordReference(entity, row),
      }))}
      onSearch={ask}
      onPick={(id) => onChange(id, offered.find((row) => row.id === id) ?? null)}
      clear={
        clearable ? { label: t('field.empty', { field: field.label }), onClear: () => onChange(null, null) } : undefined
      }
      nothing={t(found.loading ? 'common.searching' : 'common.nothingFound')}
    />
  );
}
