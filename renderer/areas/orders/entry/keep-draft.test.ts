import { draftKey, keepDraft, keptDraft, readDraft } from './keep-draft';
import { newDraft, type OrderDraft } from './order-draft';

function memory(): Storage & { values: Map<string, string> } {
  const values = new Map<string, string>();
  return {
    values,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    clear: () => values.clear(),
    key: () => null,
    length: 0,
  };
}

const full: OrderDraft = {
  ...newDraft('o1', 'u1'),
  storeId: 'berlin',
  customerId: 'c1',
  customerName: 'Ann Miller',
  email: 'ann@example.com',
  source: 'phone',
  customReference: 'PO 7',
  note: 'ring twice',
  billing: { kind: 'kept', id: 'a1' },
  shipping: { kind: 'typed', address: { city: 'Berlin' } },
  reference: { storeId: 'berlin', value: 'BER-1-7' },
  lines: [
    { id: 'l1', variantId: 'v1', quantity: 2500 },
    { id: 'l2', variantId: 'v2', quantity: null, price: null },
    { id: 'l3', variantId: 'v3', quantity: 1000, price: 0 },
  ],
};

test('an unfinished order comes back as it was, half-typed numbers and all', () => {
  const kept = memory();
  keepDraft(kept, draftKey('anna'), full);
  expect(keptDraft(kept, draftKey('anna'))).toEqual(full);
  expect(keptDraft(kept, draftKey('ben'))).toBeNull();
});

test('what is no draft is no draft, and stays where it is', () => {
  const kept = memory();
  kept.setItem('k', '{"id":');
  expect(keptDraft(kept, 'k')).toBeNull();
  expect(kept.values.get('k')).toBe('{"id":');
  expect([null, 7, [], {}, { id: 1, uid: 'u' }].map(readDraft)).toEqual([null, null, null, null, null]);
});

test('a damaged part does not cost the rest', () => {
  const damaged = {
    ...full,
    source: 'pigeon',
    billing: { kind: 'kept' },
    lines: [...full.lines, { id: 7 }],
    reference: 3,
  };
  expect(readDraft(damaged)).toEqual({ ...full, source: 'counter', billing: { kind: 'usual' }, reference: null });
});
