import type { Tone } from '../kit/show/tone';

/** What each value of a state means, the same on every screen. Choices that are no states stay plain words. */
const tones: Readonly<Record<string, Readonly<Record<string, Tone>>>> = {
  'order.state': {
    new: 'gray',
    confirmed: 'blue',
    partlyShipped: 'amber',
    shipped: 'green',
    delivered: 'green',
    closed: 'green',
    cancelled: 'red',
  },
  'orderItem.state': {
    new: 'gray',
    confirmed: 'blue',
    shipped: 'green',
    delivered: 'green',
    closed: 'green',
    cancelled: 'red',
  },
  'orderEvent.event': {
    placed: 'gray',
    confirm: 'blue',
    ship: 'green',
    deliver: 'green',
    close: 'green',
    cancel: 'red',
    reference: 'gray',
  },
  'stockAllowance.state': { live: 'blue', ended: 'gray' },
  'task.state': { open: 'amber', done: 'green' },
  'conflict.state': { open: 'amber', settled: 'green' },
  'stockMovement.reason': {
    received: 'green',
    found: 'green',
    returned: 'violet',
    opening: 'gray',
    counted: 'blue',
    transfer: 'blue',
    sold: 'gray',
    shipped: 'gray',
    damaged: 'red',
    lost: 'red',
  },
};

/** The tone of a state, or undefined where a choice is no state. */
export function stateTone(entity: string, field: string, value: string): Tone | undefined {
  return tones[`${entity}.${field}`]?.[value];
}
