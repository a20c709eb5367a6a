import { Button, Group, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '../../../bridge/use-call';
import { useCall } from '../../../bridge/use-call';
import { Dialog } from '../../../screens/form/dialog';
import { useSave } from '../../../bridge/gestures/use-save';
import { ProblemNote } from '../../../screens/text/problem-note';
import { useWording } from '../../../screens/text/wording';
import { printerFaults, RESOLUTIONS } from './printer-faults';
import styles from '../labels.module.css';

export type Printer = Answer<'printer.list'>[number];

interface PrinterFormProps {
  /** As it is, or a new one with its id. */
  readonly printer: Printer;
  readonly isNew: boolean;
  readonly onClose: () => void;
}

/** Name, address and resolution of a label printer in the house's network. */
export function PrinterForm({ printer, isNew, onClose }: PrinterFormProps) {
  const { t } = useWording();
  const call = useCall();
  const save = useSave();
  const [draft, setDraft] = useState(printer);
  const [asked, setAsked] = useState(false);
  const set = (changes: Partial<Printer>) => setDraft({ ...draft, ...changes });
  const faults = printerFaults(draft);
  const problem = (field: keyof typeof faults) => (asked && faults[field] ? t(`printers.faults.${field}`) : undefined);
  const submit = async () => {
    setAsked(true);
    if (Object.keys(faults).length > 0) return;
    const whole = { ...draft, name: draft.name.trim(), host: draft.host.trim() };
    if (await save.run(() => call('printer.save', whole))) onClose();
  };
  const text = (field: 'name' | 'host') => ({
    label: t(`printers.${field}`),
    error: problem(field),
    required: true,
    autoComplete: 'off',
    value: draft[field],
    onChange: (event: { currentTarget: { value: string } }) => set({ [field]: event.currentTarget.value }),
  });
  return (
    <Dialog opened onClose={onClose} title={t(isNew ? 'printers.add' : 'printers.edit')} size={480}>
      <form
        noValidate
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextInput {...text('name')} data-autofocus maxLength={60} placeholder={t('printers.nameHint')} />
        <div className={styles.address}>
          <TextInput {...text('host')} maxLength={253} placeholder={t('printers.hostHint')} spellCheck={false} />
          <NumberInput
            label={t('printers.port')}
            error={problem('port')}
            required
            hideControls
            allowDecimal={false}
            allowNegative={false}
            value={Number.isNaN(draft.port) ? '' : draft.port}
            onChange={(value) => set({ port: value === '' ? NaN : Number(value) })}
          />
        </div>
        <Select
          label={t('printers.dpi')}
          description={t('printers.dpiHint')}
          data={RESOLUTIONS.map((dpi) => ({ value: String(dpi), label: `${dpi} dpi` }))}
          value={String(draft.dpi)}
          onChange={(value) => set({ dpi: RESOLUTIONS.find((dpi) => String(dpi) === value) ?? draft.dpi })}
          allowDeselect={false}
        />
        {save.error && <ProblemNote error={save.error} kept={t('form.kept')} />}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={save.busy}>
            {t('form.save')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
