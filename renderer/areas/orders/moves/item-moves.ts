import type { RecordOf } from '../../../../shared/kernel/entity';
import type { orderItem } from '../../../../shared/domain/sales/order-item';
import { eventsOf, itemEvents, nextState, type ItemEvent } from '../../../../shared/domain/sales/order-process';

export type OrderItem = RecordOf<typeof orderItem>;

/** How much of each line is meant, by item id, in thousandths; NaN while what was typed is no number. */
export type Amounts = Readonly<Record<string, number>>;

export type AmountFault = 'notANumber' | 'negative' | 'tooMuch';

/** The lines that an event can move on. */
export function offeredItems(items: readonly OrderItem[], event: ItemEvent): OrderItem[] {
  return items.filter((item) => nextState(item.state, event) !== null);
}

/** The events that at least one line offers, in the order of the process. */
export function offeredEvents(items: readonly OrderItem[]): ItemEvent[] {
  const offered = new Set(items.flatMap((item) => eventsOf(item.state)));
  return itemEvents.filter((event) => offered.has(event));
}

/** The one event that makes most sense now: what brings the order on, never what undoes it. */
export function nextEvent(items: readonly OrderItem[]): ItemEvent | undefined {
  return offeredEvents(items).find((event) => event !== 'cancel');
}

/** Every line in full. */
export function wholeAmounts(items: readonly OrderItem[]): Amounts {
  return Object.fromEntries(items.map(({ id, quantity }) => [id, quantity]));
}

/** What is wrong with the amount of a line, or null. Nothing (0) leaves the line out and is fine. */
export function amountFault(item: OrderItem, amount: number | undefined): AmountFault | null {
  if (amount === undefined) return null;
  if (Number.isNaN(amount)) return 'notANumber';
  if (amount < 0) return 'negative';
  return amount > item.quantity ? 'tooMuch' : null;
}

/** A line, or part of it, as the verbs take it; `restId` names the line that what is left over becomes. */
export interface Part {
  itemId: string;
  quantity: number;
  restId: string;
}

/**
 * The parts that are meant, or null while some amount is wrong. Lines with nothing are left out; a line that shrank meanwhile
 * (another desk shipped part of it) counts as a wrong amount.
 */
export function partsOf(
  items: readonly OrderItem[],
  amounts: Amounts,
  restIds: Readonly<Record<string, string>>,
): Part[] | null {
  if (items.some((item) => amountFault(item, amounts[item.id]) !== null)) return null;
  return items.flatMap(({ id }) => {
    const quantity = amounts[id] ?? 0;
    const restId = restIds[id];
    return quantity > 0 && restId !== undefined ? [{ itemId: id, quantity, restId }] : [];
  });
}
