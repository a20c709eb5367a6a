import { eventsOf, itemStates, nextState, summarize, type ItemState } from './order-process';

describe('the order process', () => {
  it('offers only what leads somewhere', () => {
    for (const state of itemStates)
      for (const event of eventsOf(state)) expect(itemStates).toContain(nextState(state, event));
    expect(eventsOf('closed')).toEqual([]);
    expect(eventsOf('confirmed')).toEqual(['ship', 'cancel']);
  });

  it.each<[ItemState[], string]>([
    [[], 'new'],
    [['confirmed', 'confirmed'], 'confirmed'],
    [['confirmed', 'shipped'], 'partlyShipped'],
    [['cancelled', 'shipped'], 'shipped'],
    [['cancelled', 'cancelled'], 'cancelled'],
    [['shipped', 'delivered'], 'shipped'],
    [['closed', 'delivered', 'cancelled'], 'delivered'],
  ])('sums %p up as %s', (states, summary) => {
    expect(summarize(states)).toBe(summary);
  });
});
