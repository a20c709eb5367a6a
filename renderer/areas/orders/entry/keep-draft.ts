import { order } from '../../../../shared/domain/sales/order';
import { newDraft, type AddressChoice, type DraftLine, type OrderDraft } from './order-draft';

/** Part of `Storage` that is needed; so that tests can bring their own. */
export type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Where a person's unfinished order is kept at this desk. */
export const draftKey = (userId: string) => `order-draft:${userId}`;

type Raw = Readonly<Record<string, unknown>>;
const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown) => (typeof value === 'string' ? value : '');
const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null);
const numberOrNull = (value: unknown) => (typeof value === 'number' && Number.isSafeInteger(value) ? value : null);

function readChoice(value: unknown): AddressChoice {
  if (!isRaw(value)) return { kind: 'usual' };
  if (value.kind === 'none') return { kind: 'none' };
  if (value.kind === 'kept' && typeof value.id === 'string') return { kind: 'kept', id: value.id };
  if (value.kind !== 'typed' || !isRaw(value.address)) return { kind: 'usual' };
  const parts = Object.entries(value.address).filter(([, part]) => typeof part === 'string');
  return { kind: 'typed', address: Object.fromEntries(parts) };
}

function readLine(value: unknown): DraftLine[] {
  if (!isRaw(value) || typeof value.id !== 'string' || typeof value.variantId !== 'string') return [];
  const line = { id: value.id, variantId: value.variantId, quantity: numberOrNull(value.quantity) };
  return ['price' in value ? { ...line, price: numberOrNull(value.price) } : line];
}

/** Reads a draft from plain data, whatever an earlier version of the product wrote; null when there is none in it. */
export function readDraft(value: unknown): OrderDraft | null {
  if (!isRaw(value) || typeof value.id !== 'string' || typeof value.uid !== 'string') return null;
  const source = order.fields.source.schema.safeParse(value.source);
  const { reference } = value;
  const drawn = isRaw(reference) && typeof reference.storeId === 'string' && typeof reference.value === 'string';
  return {
    ...newDraft(value.id, value.uid),
    storeId: textOrNull(value.storeId),
    customerId: textOrNull(value.customerId),
    customerName: text(value.customerName),
    email: text(value.email),
    customReference: text(value.customReference),
    note: text(value.note),
    billing: readChoice(value.billing),
    shipping: readChoice(value.shipping),
    lines: Array.isArray(value.lines) ? value.lines.flatMap(readLine) : [],
    ...(source.success ? { source: source.data } : {}),
    ...(drawn ? { reference: { storeId: String(reference.storeId), value: String(reference.value) } } : {}),
  };
}

/** The unfinished order that was kept, or null. What cannot be read is left alone. */
export function keptDraft(kept: Kept, key: string): OrderDraft | null {
  const written = kept.getItem(key);
  if (written === null) return null;
  try {
    return readDraft(JSON.parse(written));
  } catch {
    return null;
  }
}

export function keepDraft(kept: Kept, key: string, draft: OrderDraft): void {
  kept.setItem(key, JSON.stringify(draft));
}
