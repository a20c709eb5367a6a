import { Autocomplete, Button, Group, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { stockLevel } from '../../../../shared/domain/stock/stock-level';
import type { RecordOf } from '../../../../shared/kernel/entity';
import { assertNever } from '../../../../shared/kernel/assert';
import type { order } from '../../../../shared/domain/sales/order';
import { shipItems } from '../../../../shared/domain/sales/ship-items';
import { shipment } from '../../../../shared/domain/sales/shipment';
import { makeId } from '../../../bridge/make-id';
import { Dialog } from '../../../screens/form/dialog';
import { useGesture } from '../../../bridge/gestures/use-gesture';
import { useMutate } from '../../../bridge/use-mutate';
import { useRecords } from '../../../bridge/use-records';
import type { LastScan } from '../../../kit/input/scan-field';
import { ScanField } from '../../../kit/input/scan-field';
import { ErrorNote } from '../../../kit/page/error-note';
import { NumberText } from '../../../kit/show/number-text';
import { useSave } from '../../../bridge/gestures/use-save';
import { useScanHandler } from '../../../bridge/scan/scan-registry';
import { ProblemNote } from '../../../screens/text/problem-note';
import type { Wording } from '../../../screens/text/wording';
import { AmountsTable } from './amounts-table';
import { offeredItems, partsOf, wholeAmounts, type OrderItem } from './item-moves';
import { countScan } from './scan-count';
import { useRestIds } from './use-rest-ids';
import { useWarehouses } from './use-warehouses';
import rows from '../items.module.css';

const LAST_WAREHOUSE = 'ship-warehouse';
const LAST_CARRIER = 'ship-carrier';
const known = ['DHL', 'DPD', 'GLS', 'Hermes', 'Royal Mail', 'UPS'];

interface ShipDialogProps {
  readonly order: RecordOf<typeof order>;
  readonly items: readonly OrderItem[];
  readonly onClose: () => void;
  readonly wording: Wording;
}

/**
 * What goes into the parcel that leaves now, from where and with whom. Articles scanned here are counted into the parcel; a code
 * that is no article is the parcel's number.
 */
export function ShipDialog({ order: whole, items, onClose, wording }: ShipDialogProps) {
  const { t, locale } = wording;
  const offered = offeredItems(items, 'ship');
  const [amounts, setAmounts] = useState(() => wholeAmounts(offered));
  const [shipmentId] = useState(makeId);
  const [counting, setCounting] = useState(false);
  const [last, setLast] = useState<LastScan & { readonly itemId?: string }>();
  const restIds = useRestIds(offered);
  const { warehouses, loading } = useWarehouses(whole.storeId);
  const [chosen, setChosen] = useState(() => localStorage.getItem(LAST_WAREHOUSE));
  const [carrier, setCarrier] = useState(() => localStorage.getItem(LAST_CARRIER) ?? '');
  const [trackingNumber, setTrackingNumber] = useState('');
  const mutate = useMutate();
  const uidFor = useGesture();
  const save = useSave();
  const warehouseId = (warehouses.find(({ id }) => id === chosen) ?? warehouses[0])?.id;
  const variantIds = [...new Set(offered.flatMap((item) => item.variantId ?? []))];
  const levels = useRecords(
    stockLevel,
    {
      where: [
        { field: 'variantId', op: 'in', value: variantIds },
        { field: 'warehouseId', op: 'eq', value: warehouseId ?? null },
      ],
      limit: 500,
    },
    { skip: warehouseId === undefined || variantIds.length === 0 },
  );
  const recent = useRecords(shipment, { where: [{ field: 'storeId', op: 'eq', value: whole.storeId }], limit: 50 });
  const carriers = [...new Set([...recent.rows.flatMap((one) => one.carrier ?? []), ...known])];
  const inStock = (item: OrderItem) =>
    levels.loading || !item.variantId
      ? undefined
      : (levels.rows.find(({ variantId }) => variantId === item.variantId)?.quantity ?? 0);

  useScanHandler(({ code, result }) => {
    switch (result.kind) {
      case 'variant': {
        const before = counting ? amounts : {};
        const counted = countScan(offered, before, { variantId: result.id, quantity: result.packQuantity });
        if (!counted) {
          setLast({ result: 'unknown', code, words: t('orders.scan.notInOrder') });
          return true;
        }
        const { item, fits } = counted;
        if (fits) {
          setCounting(true);
          setAmounts({ ...Object.fromEntries(offered.map(({ id }) => [id, 0])), ...counted.amounts });
        }
        const words = t(fits ? 'orders.scan.counted' : 'orders.scan.full', { name: item.name });
        setLast({ result: fits ? 'known' : 'unknown', code, words, itemId: item.id });
        return true;
      }
      case 'unknown':
        setTrackingNumber(code.slice(0, shipment.fields.trackingNumber.options.max));
        setLast({ result: 'known', code, words: t('orders.scan.tracking') });
        return true;
      case 'order':
        return false;
      default:
        return assertNever(result);
    }
  });

  const parts = partsOf(offered, amounts, restIds);
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  const submit = async () => {
    if (!warehouseId || !parts || parts.length === 0) return;
    const parcel = { orderId: whole.id, shipmentId, warehouseId, carrier: orNull(carrier) };
    const args = { ...parcel, trackingNumber: orNull(trackingNumber), items: parts };
    if (!(await save.run(() => mutate(shipItems, args, { uid: uidFor(args) })))) return;
    localStorage.setItem(LAST_WAREHOUSE, warehouseId);
    localStorage.setItem(LAST_CARRIER, carrier);
    onClose();
  };
  return (
    <Dialog opened onClose={onClose} title={t('orders.ask.ship.title', { reference: whole.reference })} size={720}>
      <form
        className={rows.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <ScanField prompt={t('orders.scan.prompt')} status={t('orders.scan.armed')} armed {...(last ? { last } : {})} />
        <AmountsTable
          items={offered}
          amounts={amounts}
          onChange={setAmounts}
          wording={wording}
          title={t('orders.ask.ship.amount')}
          litId={last?.itemId}
          more={{
            title: t('orders.inStock'),
            cell: (item) => (
              <span data-short={(inStock(item) ?? 0) < (amounts[item.id] ?? 0) || undefined} className={rows.stock}>
                <NumberText value={inStock(item)} decimals={3} locale={locale} />
              </span>
            ),
          }}
        />
        <div className={rows.fields}>
          <Select
            label={wording.field(shipment, 'warehouseId')}
            data={warehouses.map(({ id, name }) => ({ value: id, label: name }))}
            value={warehouseId ?? null}
            onChange={(id) => setChosen(id)}
            allowDeselect={false}
            required
          />
          <Autocomplete
            label={wording.field(shipment, 'carrier')}
            data={carriers}
            maxLength={shipment.fields.carrier.options.max}
            value={carrier}
            onChange={setCarrier}
          />
          <TextInput
            label={wording.field(shipment, 'trackingNumber')}
            data-autofocus
            autoComplete="off"
            maxLength={shipment.fields.trackingNumber.options.max}
            value={trackingNumber}
            onChange={(event) => setTrackingNumber(event.currentTarget.value)}
          />
        </div>
        {!loading && warehouses.length === 0 && (
          <ErrorNote tone="warning" happened={t('orders.noWarehouse')} advice={t('orders.noWarehouseAdvice')} />
        )}
        {save.error && <ProblemNote error={save.error} />}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={save.busy} disabled={!warehouseId || !parts || parts.length === 0}>
            {t('orders.do.ship')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
