import type { Tone } from '../../../kit/show/tone';
import type { LedgerState } from './use-ledger';

/** What each state of a gesture means. */
export const ledgerTones: Readonly<Record<LedgerState, Tone>> = {
  waiting: 'amber',
  sent: 'blue',
  confirmed: 'green',
  parked: 'red',
  repaired: 'gray',
  dismissed: 'gray',
};

export const ledgerStates: readonly LedgerState[] = ['waiting', 'sent', 'confirmed', 'parked', 'repaired', 'dismissed'];
