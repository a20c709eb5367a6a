import { ActionIcon, Button, Chip, Group, Select, TextInput } from '@mantine/core';
import { IconArrowNarrowRight, IconMinus, IconPlus } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import type { RecordOf } from '../../../../shared/kernel/entity';
import { pairId } from '../../../../shared/kernel/id';
import { QUANTITY_UNIT } from '../../../../shared/kernel/money';
import type { warehouse } from '../../../../shared/domain/administration/warehouse';
import type { variant } from '../../../../shared/domain/catalog/variant';
import { adjustStock } from '../../../../shared/domain/stock/adjust-stock';
import { stockLevel } from '../../../../shared/domain/stock/stock-level';
import { stockMovement } from '../../../../shared/domain/stock/stock-movement';
import { Dialog } from '../../../screens/form/dialog';
import { useGesture } from '../../../bridge/gestures/use-gesture';
import { useMutate } from '../../../bridge/use-mutate';
import { useRecord } from '../../../bridge/use-record';
import { DecimalField } from '../../../kit/input/decimal-field';
import { ErrorNote } from '../../../kit/page/error-note';
import { NumberText } from '../../../kit/show/number-text';
import { useSave } from '../../../bridge/gestures/use-save';
import { useNotice } from '../../../screens/text/use-notice';
import { ProblemNote } from '../../../screens/text/problem-note';
import type { Wording } from '../../../screens/text/wording';
import { adjustReasons, deltaOf, reasonFor, stepped, type AdjustReason } from './adjustment';
import { rememberPlace } from './use-stock-places';
import styles from '../catalog.module.css';

/** What the dialog begins with. */
export interface AdjustStart {
  readonly warehouseId: string;
  /** Pressed + or −: one more or one less to begin with. */
  readonly sign?: 1 | -1;
}

interface AdjustDialogProps {
  readonly article: RecordOf<typeof variant>;
  /** Where this person may change stock. */
  readonly warehouses: readonly RecordOf<typeof warehouse>[];
  readonly start: AdjustStart;
  readonly onClose: () => void;
  readonly wording: Wording;
}

/** Says what happened to stock: how much, why, and what is then there. Arrow keys step by one, Enter writes it down. */
export function AdjustDialog({ article, warehouses, start, onClose, wording }: AdjustDialogProps) {
  const { t, locale } = wording;
  const [warehouseId, setWarehouseId] = useState(start.warehouseId);
  const [reason, setReason] = useState<AdjustReason>(reasonFor(start.sign ?? 1));
  const [amount, setAmount] = useState<number | undefined>(start.sign ? QUANTITY_UNIT : undefined);
  const [note, setNote] = useState('');
  const { record } = useRecord(stockLevel, pairId(warehouseId, article.id));
  const mutate = useMutate();
  const uidFor = useGesture();
  const save = useSave();
  const notice = useNotice();
  const level = record?.quantity ?? 0;
  const delta = deltaOf({ reason, amount }, level);
  const after = level + (delta ?? 0);
  const step = (by: 1 | -1) => setAmount(stepped({ reason, amount }, by, QUANTITY_UNIT));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    step(event.key === 'ArrowUp' ? 1 : -1);
  };
  const submit = async () => {
    if (delta === null) return;
    if (delta === 0) return onClose();
    const args = { warehouseId, variantId: article.id, delta, reason, note: note.trim() === '' ? null : note.trim() };
    if (!(await save.run(() => mutate(adjustStock, args, { uid: uidFor(args) })))) return;
    rememberPlace(warehouseId);
    notice.done(t('stock.done', { name: wording.text(article.name) || article.sku }));
    onClose();
  };
  const isReason = (value: string): value is AdjustReason => (adjustReasons as readonly string[]).includes(value); // widened only to ask
  const title = t('stock.adjustOf', { name: wording.text(article.name) || article.sku });
  return (
    <Dialog opened onClose={onClose} title={title} size={560}>
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {warehouses.length > 1 && (
          <Select
            label={wording.field(stockMovement, 'warehouseId')}
            data={warehouses.map(({ id, name }) => ({ value: id, label: name }))}
            value={warehouseId}
            onChange={(id) => id !== null && setWarehouseId(id)}
            allowDeselect={false}
          />
        )}
        <Chip.Group
          value={reason}
          onChange={(value) => typeof value === 'string' && isReason(value) && setReason(value)}
        >
          <div role="radiogroup" aria-label={wording.field(stockMovement, 'reason')} className={styles.reasons}>
            {adjustReasons.map((one) => (
              <Chip key={one} value={one} size="sm" variant="outline">
                {wording.choice(stockMovement, 'reason', one)}
              </Chip>
            ))}
          </div>
        </Chip.Group>
        <div className={styles.change}>
          <ActionIcon variant="default" size={48} aria-label={t('stock.less')} onClick={() => step(-1)}>
            <IconMinus size={22} stroke={1.75} />
          </ActionIcon>
          <DecimalField
            value={amount}
            onChange={setAmount}
            decimals={3}
            locale={locale}
            size="lg"
            data-autofocus
            label={t(reason === 'counted' ? 'stock.counted' : 'stock.howMany')}
            onFocus={(event) => event.currentTarget.select()}
            onKeyDown={onKeyDown}
          />
          <ActionIcon variant="default" size={48} aria-label={t('stock.more')} onClick={() => step(1)}>
            <IconPlus size={22} stroke={1.75} />
          </ActionIcon>
          <output className={styles.outcome} aria-label={t('stock.outcome')}>
            <span className={styles.before}>
              <NumberText value={level} decimals={3} locale={locale} />
            </span>
            <IconArrowNarrowRight size={20} stroke={1.5} aria-hidden className={styles.arrow} />
            <span className={styles.after} data-below={after < 0 || undefined}>
              <NumberText value={delta === null ? undefined : after} decimals={3} locale={locale} strong />
            </span>
          </output>
        </div>
        {delta !== null && after < 0 && (
          <ErrorNote tone="warning" happened={t('stock.below')} advice={t('stock.belowAdvice')} />
        )}
        <TextInput
          label={wording.field(stockMovement, 'note')}
          autoComplete="off"
          maxLength={stockMovement.fields.note.options.max}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {save.error && <ProblemNote error={save.error} kept={t('form.kept')} />}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={save.busy} disabled={delta === null}>
            {delta === 0 ? t('stock.asExpected') : t('stock.write')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
