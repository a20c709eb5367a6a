import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import type { RecordOf } from '../../../../shared/kernel/entity';
import { order } from '../../../../shared/domain/sales/order';
import { setCustomReference } from '../../../../shared/domain/sales/set-custom-reference';
import { useGesture } from '../../../bridge/gestures/use-gesture';
import { useMutate } from '../../../bridge/use-mutate';
import { useMay } from '../../../bridge/use-session';
import { useSave } from '../../../bridge/gestures/use-save';
import { ProblemNote } from '../../../screens/text/problem-note';
import type { Wording } from '../../../screens/text/wording';
import own from './order.module.css';
import styles from '../orders.module.css';

interface CustomReferenceProps {
  readonly order: RecordOf<typeof order>;
  readonly wording: Wording;
}

/** The customer's own number for the order, changed where it stands: Enter saves, Escape leaves it as it was. */
export function CustomReference({ order: whole, wording }: CustomReferenceProps) {
  const { t } = wording;
  const may = useMay(setCustomReference.capability, { kind: 'store', id: whole.storeId });
  const [typed, setTyped] = useState<string>();
  const mutate = useMutate();
  const uidFor = useGesture();
  const save = useSave();
  const label = wording.field(order, 'customReference');
  const stands = whole.customReference ?? '';
  const close = () => {
    setTyped(undefined);
    save.forget();
  };
  const submit = async () => {
    const next = (typed ?? '').trim();
    if (next === stands) return close();
    const args = { orderId: whole.id, customReference: next === '' ? null : next };
    // What is typed now may be taken back later: the uid must not be that of an earlier, equal change.
    const uid = uidFor({ ...args, from: stands });
    if (await save.run(() => mutate(setCustomReference, args, { uid }))) close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  };
  if (typed === undefined)
    return (
      <span className={own.inPlace}>
        {stands === '' ? <span className={styles.none}>–</span> : stands}
        {may && (
          <Tooltip label={t('orders.editReference')}>
            <ActionIcon size="sm" aria-label={t('orders.editReference')} onClick={() => setTyped(stands)}>
              <IconPencil size={14} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        )}
      </span>
    );
  return (
    <form
      className={own.inPlaceForm}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextInput
        aria-label={label}
        size="xs"
        autoFocus
        autoComplete="off"
        maxLength={order.fields.customReference.options.max}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Button type="submit" size="xs" loading={save.busy}>
        {t('form.save')}
      </Button>
      {save.error && <ProblemNote error={save.error} kept={t('form.kept')} />}
    </form>
  );
}
