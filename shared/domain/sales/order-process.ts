/** The life of an order item, as data: which state an event leads to. The order's own state is a summary of its items'. */
export const itemStates = ['new', 'confirmed', 'shipped', 'delivered', 'closed', 'cancelled'] as const;
export type ItemState = (typeof itemStates)[number];

export const orderStates = [
  'new',
  'confirmed',
  'partlyShipped',
  'shipped',
  'delivered',
  'closed',
  'cancelled',
] as const;
export type OrderState = (typeof orderStates)[number];

export const itemEvents = ['confirm', 'ship', 'deliver', 'close', 'cancel'] as const;
export type ItemEvent = (typeof itemEvents)[number];

const transitions: Record<ItemEvent, { readonly [S in ItemState]?: ItemState }> = {
  confirm: { new: 'confirmed' },
  ship: { new: 'shipped', confirmed: 'shipped' },
  deliver: { shipped: 'delivered' },
  close: { delivered: 'closed' },
  cancel: { new: 'cancelled', confirmed: 'cancelled' },
};

/** The state after an event, or null where the state does not offer it. */
export function nextState(state: ItemState, event: ItemEvent): ItemState | null {
  return transitions[event][state] ?? null;
}

/** The events that a state offers. */
export function eventsOf(state: ItemState): ItemEvent[] {
  return itemEvents.filter((event) => nextState(state, event) !== null);
}

/** What an order is, seen as a whole: cancelled items count only when all are. */
export function summarize(states: readonly ItemState[]): OrderState {
  const live = states.filter((state) => state !== 'cancelled');
  if (live.length === 0) return states.length === 0 ? 'new' : 'cancelled';
  const gone = live.filter((state) => state === 'shipped' || state === 'delivered' || state === 'closed').length;
  if (gone > 0 && gone < live.length) return 'partlyShipped';
  return itemStates.find((state) => states.includes(state) && state !== 'cancelled') ?? 'new';
}
