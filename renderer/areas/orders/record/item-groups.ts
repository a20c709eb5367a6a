import type { RecordOf } from '../../../../shared/kernel/entity';
import type { shipment } from '../../../../shared/domain/sales/shipment';
import type { OrderItem } from '../moves/item-moves';

export type Shipment = RecordOf<typeof shipment>;

/** Lines that belong together on an order's page. */
export type ItemGroup =
  | { readonly kind: 'open'; readonly items: readonly OrderItem[] }
  | {
      readonly kind: 'shipment';
      readonly id: string;
      /** Missing while the parcel itself is not at this desk yet. */
      readonly shipment: Shipment | undefined;
      /** Which parcel of the order it is, from 1. */
      readonly number: number;
      readonly items: readonly OrderItem[];
    }
  | { readonly kind: 'cancelled'; readonly items: readonly OrderItem[] };

const byPosition = (a: OrderItem, b: OrderItem) => a.position - b.position || (a.id < b.id ? -1 : 1);

/** What is still to be sent first, then each parcel in the order in which they left, then what was cancelled. Empty groups are left out. */
export function itemGroups(items: readonly OrderItem[], shipments: readonly Shipment[]): ItemGroup[] {
  const sorted = [...items].sort(byPosition);
  const cancelled = sorted.filter(({ state }) => state === 'cancelled');
  const open = sorted.filter(({ state, shipmentId }) => state !== 'cancelled' && shipmentId === null);
  const sent = sorted.filter(({ state, shipmentId }) => state !== 'cancelled' && shipmentId !== null);
  const known = new Map(shipments.map((one) => [one.id, one]));
  const ids = [...new Set(sent.flatMap(({ shipmentId }) => shipmentId ?? []))];
  const leftAt = (id: string) => known.get(id)?.shippedAt ?? Number.MAX_SAFE_INTEGER;
  ids.sort((a, b) => leftAt(a) - leftAt(b) || (a < b ? -1 : 1));
  const parcels = ids.map((id, at): ItemGroup => {
    const inside = sent.filter(({ shipmentId }) => shipmentId === id);
    return { kind: 'shipment', id, shipment: known.get(id), number: at + 1, items: inside };
  });
  return [
    ...(open.length > 0 ? [{ kind: 'open' as const, items: open }] : []),
    ...parcels,
    ...(cancelled.length > 0 ? [{ kind: 'cancelled' as const, items: cancelled }] : []),
  ];
}
