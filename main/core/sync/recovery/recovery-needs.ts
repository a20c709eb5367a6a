import type { Clock, Random } from '../../../../shared/kernel/clock';
import type { Log } from '../../ports';
import type { Journal } from '../../store/journal';
import type { NewNumbers } from '../../store/journal/renumbering';
import type { Transport } from '../transport';

/** What a way back to the centre works with. */
export interface RecoveryNeeds {
  readonly journal: Journal;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Changes the journal, then the replica, while no save can come between. `anew`: the scopes are loaded anew too. */
  renumber(numbers: NewNumbers, how: { anew: boolean }): Promise<void>;
}
