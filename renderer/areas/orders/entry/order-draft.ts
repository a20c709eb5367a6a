import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import type { RecordOf } from '../../../../shared/kernel/entity';
import type { Address } from '../../../../shared/kernel/field';
import type { order } from '../../../../shared/domain/sales/order';

/** Where a bill or a parcel goes: where this customer's usually go, nowhere (taken along), to an address that is kept, or to one typed here. */
export type AddressChoice =
  | { readonly kind: 'usual' }
  | { readonly kind: 'none' }
  | { readonly kind: 'kept'; readonly id: string }
  | { readonly kind: 'typed'; readonly address: Partial<Address> };

/** A line as it is being entered. Numbers are null while what stands there is no number. */
export interface DraftLine {
  id: string;
  variantId: string;
  /** Thousandths. */
  quantity: number | null;
  /** Minor units, agreed with the customer; undefined: the shop's own price counts. */
  price?: number | null;
}

/** An order while it is entered: plain data that survives a reload of the window. */
export interface OrderDraft {
  /** Of the order, and of the gesture that places it: made once, so that trying again never places two. */
  id: string;
  uid: string;
  storeId: string | null;
  customerId: string | null;
  customerName: string;
  email: string;
  source: RecordOf<typeof order>['source'];
  customReference: string;
  note: string;
  billing: AddressChoice;
  shipping: AddressChoice;
  /** The number drawn for it, and the store that it belongs to. */
  reference: { storeId: string; value: string } | null;
  lines: DraftLine[];
}

/** An empty order. */
export function newDraft(id: string, uid: string): OrderDraft {
  return {
    id,
    uid,
    storeId: null,
    customerId: null,
    customerName: '',
    email: '',
    source: 'counter',
    customReference: '',
    note: '',
    billing: { kind: 'usual' },
    shipping: { kind: 'usual' },
    reference: null,
    lines: [],
  };
}

/** Whether nothing was entered yet; a store alone is no work. */
export function isBlank(draft: OrderDraft): boolean {
  const { customerName, email, customReference, note, lines } = draft;
  return lines.length === 0 && [customerName, email, customReference, note].every((text) => text.trim() === '');
}

type Head = Omit<OrderDraft, 'id' | 'uid' | 'lines' | 'reference'>;
export interface Added {
  variantId: string;
  /** Thousandths. */
  quantity: number;
  /** For the line, if it becomes one of its own. */
  lineId: string;
}

const lineOf = (draft: OrderDraft, id: string) => draft.lines.find((line) => line.id === id);

/** What can happen to an order while it is entered. */
export const orderDraftSlice = createSlice({
  name: 'orderDraft',
  initialState: newDraft('', ''),
  reducers: {
    replaced: (_draft, { payload }: PayloadAction<OrderDraft>) => payload,
    headChanged: (draft, { payload }: PayloadAction<Partial<Head>>) => {
      Object.assign(draft, payload);
    },
    /** The same article again makes its line longer: three scans, one line of three. */
    articleAdded: (draft, { payload: { variantId, quantity, lineId } }: PayloadAction<Added>) => {
      const known = draft.lines.find((line) => line.variantId === variantId);
      if (known) known.quantity = (known.quantity ?? 0) + quantity;
      else draft.lines.push({ id: lineId, variantId, quantity });
    },
    /** Takes an addition back; a line with nothing left goes. */
    articleTakenBack: (draft, { payload }: PayloadAction<{ variantId: string; quantity: number }>) => {
      const known = draft.lines.find((line) => line.variantId === payload.variantId);
      if (!known) return;
      known.quantity = (known.quantity ?? 0) - payload.quantity;
      if (known.quantity <= 0) draft.lines = draft.lines.filter((line) => line !== known);
    },
    quantityTyped: (draft, { payload }: PayloadAction<{ id: string; quantity: number | null }>) => {
      const line = lineOf(draft, payload.id);
      if (line) line.quantity = payload.quantity;
    },
    /** A price agreed with the customer; without one the shop's own counts again. */
    priceTyped: (draft, { payload }: PayloadAction<{ id: string; price?: number | null }>) => {
      const line = lineOf(draft, payload.id);
      if (!line) return;
      if (payload.price === undefined) delete line.price;
      else line.price = payload.price;
    },
    lineRemoved: (draft, { payload }: PayloadAction<string>) => {
      draft.lines = draft.lines.filter((line) => line.id !== payload);
    },
    lineRestored: (draft, { payload }: PayloadAction<{ line: DraftLine; at: number }>) => {
      if (!lineOf(draft, payload.line.id)) draft.lines.splice(payload.at, 0, payload.line);
    },
    /** Remembers the number that was drawn, so that trying again does not draw another. */
    numberDrawn: (draft, { payload }: PayloadAction<{ storeId: string; value: string }>) => {
      draft.reference = payload;
    },
  },
});
