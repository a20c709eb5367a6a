import type { RecordOf } from '../../../../shared/kernel/entity';
import type { orderEvent } from '../../../../shared/domain/sales/order-event';

export type OrderEvent = RecordOf<typeof orderEvent>;

/** One thing that somebody did, however many lines it moved. */
export interface HistoryStep {
  readonly id: string;
  readonly event: OrderEvent['event'];
  readonly at: number;
  readonly actorId: string;
  /** The lines that it moved, and how much of each, in thousandths. */
  readonly lines: readonly { readonly itemId: string; readonly quantity: number | null }[];
}

/** The gesture that an entry came from: verbs number the entries of one gesture `<uid>.0`, `<uid>.1` … */
const gestureOf = (id: string) => id.replace(/\.\d+$/, '');

/** History entries, newest first, one step for each gesture. */
export function historySteps(events: readonly OrderEvent[]): HistoryStep[] {
  const steps = new Map<string, OrderEvent[]>();
  for (const event of events) {
    const key = `${gestureOf(event.id)} ${event.event}`;
    steps.set(key, [...(steps.get(key) ?? []), event]);
  }
  return [...steps.values()]
    .map((entries): HistoryStep => {
      const sorted = [...entries].sort((a, b) => (a.id < b.id ? -1 : 1));
      const [first] = sorted as [OrderEvent, ...OrderEvent[]]; // a key is only made with an entry
      const lines = sorted.flatMap(({ itemId, quantity }) => (itemId === null ? [] : [{ itemId, quantity }]));
      return { id: gestureOf(first.id), event: first.event, at: first.at, actorId: first.actorId, lines };
    })
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
}
