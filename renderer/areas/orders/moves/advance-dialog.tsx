import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { RecordOf } from '../../../../shared/kernel/entity';
import type { order } from '../../../../shared/domain/sales/order';
import { cancelItems, closeItems, confirmItems, deliverItems } from '../../../../shared/domain/sales/advance-items';
import type { ItemEvent } from '../../../../shared/domain/sales/order-process';
import { Dialog } from '../../../screens/form/dialog';
import { useGesture } from '../../../bridge/gestures/use-gesture';
import { useMutate } from '../../../bridge/use-mutate';
import { useSave } from '../../../bridge/gestures/use-save';
import { ProblemNote } from '../../../screens/text/problem-note';
import type { Wording } from '../../../screens/text/wording';
import { AmountsTable } from './amounts-table';
import { offeredItems, partsOf, wholeAmounts, type OrderItem } from './item-moves';
import { useRestIds } from './use-rest-ids';
import rows from '../items.module.css';

const verbs = { confirm: confirmItems, deliver: deliverItems, close: closeItems, cancel: cancelItems } as const;

interface AdvanceDialogProps {
  readonly event: Exclude<ItemEvent, 'ship'>;
  readonly order: RecordOf<typeof order>;
  readonly items: readonly OrderItem[];
  readonly onClose: () => void;
  readonly wording: Wording;
}

/** Asks which lines are confirmed, delivered, closed or cancelled, and how much of each. */
export function AdvanceDialog({ event, order: whole, items, onClose, wording }: AdvanceDialogProps) {
  const { t } = wording;
  const offered = offeredItems(items, event);
  const [amounts, setAmounts] = useState(() => wholeAmounts(offered));
  const restIds = useRestIds(offered);
  const mutate = useMutate();
  const uidFor = useGesture();
  const save = useSave();
  const parts = partsOf(offered, amounts, restIds);
  const submit = async () => {
    if (!parts || parts.length === 0) return;
    const args = { orderId: whole.id, items: parts };
    if (await save.run(() => mutate(verbs[event], args, { uid: uidFor(args) }))) onClose();
  };
  return (
    <Dialog opened onClose={onClose} title={t(`orders.ask.${event}.title`, { reference: whole.reference })} size={620}>
      <form
        className={rows.dialog}
        onSubmit={(submitted) => {
          submitted.preventDefault();
          void submit();
        }}
      >
        <Text size="sm">{t(`orders.ask.${event}.text`)}</Text>
        <AmountsTable
          items={offered}
          amounts={amounts}
          onChange={setAmounts}
          wording={wording}
          title={t(`orders.ask.${event}.amount`)}
        />
        {save.error && <ProblemNote error={save.error} />}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" data-autofocus={event === 'cancel' || undefined} onClick={onClose}>
            {t('orders.leaveIt')}
          </Button>
          <Button
            type="submit"
            data-autofocus={event !== 'cancel' || undefined}
            color={event === 'cancel' ? 'red' : undefined}
            loading={save.busy}
            disabled={!parts || parts.length === 0}
          >
            {t(`orders.do.${event}`)}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
