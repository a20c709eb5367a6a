import type { ArgsOf } from '../../../../shared/kernel/mutation';
import { addressSchema, type Address } from '../../../../shared/kernel/field';
import { lineAmounts, orderTotals } from '../../../../shared/domain/sales/order-totals';
import type { placeOrder } from '../../../../shared/domain/sales/place-order';
import type { Reserve } from '../allowance/reserve-lines';
import type { AddressChoice, OrderDraft } from './order-draft';

type PlaceArgs = ArgsOf<typeof placeOrder>;

/** More in one line is a slip of the finger; the verb says the same. Thousandths. */
const LINE_LIMIT = 100_000_000;
const PRICE_LIMIT = 100_000_000_000;
export const MOST_LINES = 500;

/** A line with what it costs. */
export interface PricedLine {
  readonly id: string;
  readonly variantId: string;
  readonly quantity: number | null;
  /** What counts: agreed, else the shop's own. Minor units; null while there is none. */
  readonly unitPrice: number | null;
  /** Basis points. */
  readonly taxRate: number;
}

/** What an order lacks before it can be placed; `line` names where. */
export type EntryFault =
  | {
      readonly field: 'storeId' | 'lines' | 'customerName' | 'billing' | 'shipping';
      readonly reason: 'missing' | 'incomplete';
    }
  | { readonly field: 'lines'; readonly reason: 'tooMany' }
  | { readonly field: 'quantity' | 'price'; readonly line: string; readonly reason: 'wrong' };

const isQuantity = (quantity: number | null) => quantity !== null && quantity > 0 && quantity <= LINE_LIMIT;
const isPrice = (price: number | null) => price !== null && price >= 0 && price <= PRICE_LIMIT;

/** The addresses of the customer that an order is for; undefined while they are being read. */
export interface AddressBook {
  readonly kept: ReadonlyMap<string, Address>;
  readonly usual: { readonly billing: Address | null; readonly shipping: Address | null } | undefined;
}

/** An address as the order will hold it: undefined while it is typed by half or not read yet. */
export function chosenAddress(
  draft: Pick<OrderDraft, 'billing' | 'shipping'>,
  which: 'billing' | 'shipping',
  { kept, usual }: AddressBook,
): Address | null | undefined {
  const choice = draft[which];
  switch (choice.kind) {
    case 'usual':
      return usual?.[which];
    case 'none':
      return null;
    case 'kept':
      return kept.get(choice.id);
    case 'typed': {
      const parsed = addressSchema.safeParse(choice.address);
      return parsed.success ? parsed.data : undefined;
    }
  }
}

/** All that is still missing, in the order in which a person would mend it. */
export function entryFaults(draft: OrderDraft, lines: readonly PricedLine[], book: AddressBook): EntryFault[] {
  const faults: EntryFault[] = [];
  if (draft.storeId === null) faults.push({ field: 'storeId', reason: 'missing' });
  if (lines.length === 0) faults.push({ field: 'lines', reason: 'missing' });
  if (lines.length > MOST_LINES) faults.push({ field: 'lines', reason: 'tooMany' });
  for (const { id, quantity, unitPrice } of lines) {
    if (!isQuantity(quantity)) faults.push({ field: 'quantity', line: id, reason: 'wrong' });
    if (!isPrice(unitPrice)) faults.push({ field: 'price', line: id, reason: 'wrong' });
  }
  if (draft.customerName.trim() === '') faults.push({ field: 'customerName', reason: 'missing' });
  for (const field of ['billing', 'shipping'] as const)
    if (chosenAddress(draft, field, book) === undefined) faults.push({ field, reason: 'incomplete' });
  return faults;
}

/** The totals as the order will have them, worked out by the domain itself; lines that are no numbers yet count as nothing. */
export function entryTotals(lines: readonly PricedLine[]) {
  return orderTotals(
    lines.map(({ quantity, unitPrice, taxRate }) => {
      const priced = { quantity: quantity ?? 0, unitPrice: unitPrice ?? 0, taxRate };
      return { ...lineAmounts(priced), state: 'confirmed' as const };
    }),
  );
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

interface PlaceWith {
  readonly lines: readonly PricedLine[];
  readonly book: AddressBook;
  readonly currency: string;
  readonly reference: string;
  /** By line: which come out of an allowance of this desk's. */
  readonly reserves?: ReadonlyMap<string, Reserve>;
}

/** What `order.place` is given; null while something is missing. */
export function placeArgs(
  draft: OrderDraft,
  { lines, book, currency, reference, reserves }: PlaceWith,
): PlaceArgs | null {
  const billingAddress = chosenAddress(draft, 'billing', book);
  const shippingAddress = chosenAddress(draft, 'shipping', book);
  const { storeId } = draft;
  if (entryFaults(draft, lines, book).length > 0) return null;
  if (storeId === null || billingAddress === undefined || shippingAddress === undefined) return null;
  return {
    id: draft.id,
    reference,
    storeId,
    customerId: draft.customerId,
    customerName: draft.customerName.trim(),
    email: orNull(draft.email),
    source: draft.source,
    currency,
    billingAddress,
    shippingAddress,
    customReference: orNull(draft.customReference),
    note: orNull(draft.note),
    items: lines.flatMap(({ id, variantId, quantity, unitPrice }) => {
      if (quantity === null || unitPrice === null) return [];
      const reserve = reserves?.get(id);
      return [{ id, variantId, quantity, unitPrice, ...(reserve ? { reserve } : {}) }];
    }),
  };
}

/** A draft as it was before it was placed, from what was placed: so that a refused order opens filled in. New ids, since it is placed anew. */
export function draftFromArgs(args: PlaceArgs, ids: { id: string; uid: string }): OrderDraft {
  const choice = (address: Address | null): AddressChoice => (address ? { kind: 'typed', address } : { kind: 'none' });
  return {
    ...ids,
    storeId: args.storeId,
    customerId: args.customerId,
    customerName: args.customerName,
    email: args.email ?? '',
    source: args.source,
    customReference: args.customReference ?? '',
    note: args.note ?? '',
    billing: choice(args.billingAddress),
    shipping: choice(args.shippingAddress),
    reference: { storeId: args.storeId, value: args.reference },
    lines: args.items.map(({ id, variantId, quantity, unitPrice }) => ({ id, variantId, quantity, price: unitPrice })),
  };
}
